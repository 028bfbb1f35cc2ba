using Slams.Core.Observations;

namespace Slams.Formats.Stations.Wis2;

/// <summary>One report as far as its features have come.</summary>
/// <param name="station">Its station.</param>
/// <param name="time">Its time, UTC.</param>
/// <param name="first">The first feature, which has the position.</param>
/// <param name="record">Number of that feature.</param>
internal sealed class Wis2Report(string station, DateTimeOffset time, Wis2Feature first, long record)
{
    private static readonly TimeSpan SixHours = TimeSpan.FromHours(6);

    private readonly double? _latitude = first.Latitude, _longitude = first.Longitude, _elevation = first.Ground ?? first.Height;
    private double? _temperature, _dewPoint, _pressure, _speed, _direction, _precipitation;

    /// <summary>Adds a value; the first of several values of one kind stands.</summary>
    /// <param name="value">What was observed.</param>
    /// <param name="number">It, in the unit of readings.</param>
    /// <param name="start">Start of its period.</param>
    /// <param name="end">End of its period.</param>
    public void Add(Wis2Value value, double number, DateTimeOffset start, DateTimeOffset end)
    {
        switch (value)
        {
            case Wis2Value.AirTemperature:
                _temperature ??= number;
                break;
            case Wis2Value.DewPoint:
                _dewPoint ??= number;
                break;
            case Wis2Value.Pressure:
                _pressure ??= number;
                break;
            case Wis2Value.WindSpeed:
                _speed ??= number;
                break;
            case Wis2Value.WindDirection:
                _direction ??= number;
                break;
            case Wis2Value.Precipitation6h:
            case Wis2Value.Precipitation when end - start == SixHours && end == time:
                _precipitation ??= number;
                break;
            default:
                break;
        }
    }

    /// <summary>The reading.</summary>
    /// <param name="source">Where it came from.</param>
    public StationReading Reading(string source) => new()
    {
        StationId = station,
        Time = time,
        LatitudeDegrees = _latitude,
        LongitudeDegrees = _longitude,
        ElevationMetres = _elevation,
        AirTemperatureK = _temperature,
        DewPointK = _dewPoint,
        SurfacePressurePa = _pressure,
        WindSpeedMetresPerSecond = _speed,
        WindFromDirectionDegrees = _direction,
        Precipitation6hMm = _precipitation,
        Source = source,
        SourceRecord = record,
    };
}
