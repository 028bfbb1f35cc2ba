namespace Slams.Training.Data;

/// <summary>Observation errors drawn for one training sample.</summary>
/// <param name="TemperatureK">Standard deviation of a station temperature.</param>
/// <param name="LongwaveWattsPerSquareMetre">Standard deviation of a longwave flux cell.</param>
/// <param name="HasStations">Whether station temperatures exist at all.</param>
/// <param name="HasPrecipitation">Whether stations report precipitation.</param>
/// <param name="HasLongwave">Whether frames exist.</param>
/// <param name="MissingLongitudes">Share of longitudes that a frame lacks.</param>
/// <param name="OutageChance">Chance that frames, or stations, go out for some cycles, at each cycle.</param>
public sealed record ObservationErrors(
    float TemperatureK, float LongwaveWattsPerSquareMetre, bool HasStations, bool HasPrecipitation, bool HasLongwave,
    double MissingLongitudes, double OutageChance)
{
    /// <summary>The standard observing system.</summary>
    public static ObservationErrors Standard { get; } = new(1f, 5f, true, true, true, 0.2, 0);

    /// <summary>Draws errors: half of the samples have the standard ones, the others vary widely.</summary>
    public static ObservationErrors Draw(Random random)
    {
        var standard = random.NextDouble() < 0.5;
        return new ObservationErrors(
            standard ? 1f : (float)Math.Exp(Math.Log(0.5) + (random.NextDouble() * Math.Log(5))),
            standard ? 5f : (float)Math.Exp(Math.Log(2.5) + (random.NextDouble() * Math.Log(5))),
            random.NextDouble() > 0.05, random.NextDouble() > 0.15, random.NextDouble() > 0.2,
            standard ? 0.2 : 0.7 * random.NextDouble(),
            0.01);
    }
}
