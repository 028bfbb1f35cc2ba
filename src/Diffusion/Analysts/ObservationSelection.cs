using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Randomness;
using Slams.Diffusion.Model;
using Slams.Diffusion.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Decides which observations of a window are used, and by whom: the analysis network or the guidance. What is flagged is placed on the
/// grid too, for its departures.
/// </summary>
internal sealed class ObservationSelection(ModelFolder model, AnalystOptions options)
{
    private readonly StateChannels _channels = StateChannels.Of(model.Climatology.Grid);
    private readonly StateScaling _scaling = model.Climatology.Scaling;

    /// <summary>Every temperature of the window with a position, judged against the background.</summary>
    public IReadOnlyList<StationTemperature> Temperatures(CycleObservations observations, BackgroundFields fields)
    {
        var (climatology, background) = (fields.Climatology(_channels.SurfaceTemperature), fields.Background(_channels.SurfaceTemperature));
        var judged = new List<StationTemperature>(observations.Readings.Count);
        foreach (var reading in observations.Readings)
        {
            if (reading.AirTemperatureK is { } observed && Place(reading) is { } at)
            {
                var station = new StationTemperature(
                    reading, at, (float)observed, at.Apply(climatology), at.Apply(background), Of(reading, reading.AirTemperatureFlag));
                judged.Add(station with { Flag = Check(station, fields.IsKnown) });
            }
        }

        return judged;
    }

    /// <summary>Every precipitation of the window with a position.</summary>
    public IReadOnlyList<StationPrecipitation> Precipitation(CycleObservations observations, BackgroundFields fields)
    {
        var channel = _channels.Precipitation;
        var (climatology, background) = (fields.Climatology(channel), fields.Background(channel));
        var judged = new List<StationPrecipitation>();
        foreach (var reading in observations.Readings)
        {
            if (reading.Precipitation6hMm is { } amount && Place(reading) is { } at)
            {
                var observed = PrecipitationError.ToLog((float)amount);
                judged.Add(new StationPrecipitation(
                    reading, at, observed, at.Apply(climatology), at.Apply(background), _scaling.DeviationAt(channel, at),
                    PrecipitationError.SigmaLog(observed), Of(reading, reading.PrecipitationFlag)));
            }
        }

        return judged;
    }

    /// <summary>Whether a station is left to the guidance: a stable share by hash of its identifier.</summary>
    public bool IsGuided(StationReading reading) =>
        options.GuidedStationShare > 0
        && CounterRandom.Uniform(CounterRandom.SeedFrom(reading.StationId), 0, 1) < options.GuidedStationShare;

    private BilinearStencil? Place(StationReading reading) =>
        reading is { LatitudeDegrees: { } latitude, LongitudeDegrees: { } longitude, Flag: not QualityFlag.BadPosition } && Math.Abs(latitude) <= 90
            ? model.Climatology.Grid.Horizontal.Interpolate(latitude, longitude)
            : null;

    private static QualityFlag Of(StationReading reading, QualityFlag ofValue) => ofValue == QualityFlag.Assimilated ? reading.Flag : ofValue;

    private QualityFlag Check(StationTemperature station, bool hasBackground)
    {
        if (station.Flag != QualityFlag.Assimilated || options.BackgroundCheckDeviations == 0)
        {
            return station.Flag;
        }

        // Without a background climatology stands in, with its full variance; with one, the change over a cycle remains.
        var deviation = _scaling.DeviationAt(_channels.SurfaceTemperature, station.At) * (hasBackground ? 0.8 : 1.5);
        var expected = Math.Sqrt((deviation * deviation) + (options.TemperatureErrorK * options.TemperatureErrorK));
        return Math.Abs(station.ObservedK - station.BackgroundK) > options.BackgroundCheckDeviations * expected
            ? QualityFlag.FirstGuessDeparture
            : station.Flag;
    }
}
