using Slams.Core.Observations;
using Slams.Formats.NetCdf;
using Slams.Formats.Stations.Metar;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Madis;

/// <summary>The reports of one file.</summary>
internal sealed class MadisReports
{
    // Temperatures of METAR are in whole degrees, and from the remarks once more in tenths.
    private const double RoundingK = 0.6;

    private static readonly (string, double)[]
        Kelvin = [("kelvin", 1), ("K", 1)], Pascal = [("pascal", 1), ("Pa", 1), ("hPa", 100), ("millibar", 100), ("mb", 100)],
        Speed = [("meter/sec", 1), ("meter/second", 1), ("meters/second", 1), ("m/s", 1), ("m s-1", 1)],
        Amount = [("meter", 1000), ("meters", 1000), ("m", 1000), ("mm", 1), ("millimeter", 1)];

    private readonly string _source;
    private readonly StationIdPool _ids = new();
    private readonly MadisNames _names;
    private readonly MadisTimes _times;
    private readonly MadisColumn _latitudes, _longitudes, _elevations, _temperatures, _tenths, _dewPoints, _dewPointTenths,
        _pressures, _altimeters, _speeds, _directions, _amounts, _corrections;

    /// <exception cref="InvalidDataException">A variable that every such file has is absent, or in other units.</exception>
    public MadisReports(NetCdfFile file, string source)
    {
        _source = source;
        _names = new MadisNames(file);
        Count = _names.Rows;
        _times = new MadisTimes(file, Count);
        _latitudes = MadisColumn.Find(file, Count, [], "latitude");
        _longitudes = MadisColumn.Find(file, Count, [], "longitude");
        _elevations = MadisColumn.Find(file, Count, [], "elevation");
        _temperatures = MadisColumn.Find(file, Count, Kelvin, "temperature");
        _tenths = MadisColumn.Find(file, Count, Kelvin, "tempFromTenths");
        _dewPoints = MadisColumn.Find(file, Count, Kelvin, "dewpoint");
        _dewPointTenths = MadisColumn.Find(file, Count, Kelvin, "dpFromTenths");
        _pressures = MadisColumn.Find(file, Count, Pascal, "stationPressure", "stationPress");
        _altimeters = MadisColumn.Find(file, Count, Pascal, "altimeter");
        _speeds = MadisColumn.Find(file, Count, Speed, "windSpeed");
        _directions = MadisColumn.Find(file, Count, [], "windDir");
        _amounts = MadisColumn.Find(file, Count, Amount, "precip6Hour");
        _corrections = MadisColumn.Find(file, Count, [], "correction");
    }

    /// <summary>Number of reports.</summary>
    public long Count { get; }

    /// <summary>Reads some reports.</summary>
    public IEnumerable<StationItem> Read(long start, int count)
    {
        _names.Read(start, count);
        _times.Read(start, count);
        Array.ForEach(
            [
                _latitudes, _longitudes, _elevations, _temperatures, _tenths, _dewPoints, _dewPointTenths, _pressures, _altimeters, _speeds, _directions,
                _amounts, _corrections,
            ],
            column => column.Read(start, count));
        for (var row = 0; row < count; row++)
        {
            yield return Item(row, start + row + 1);
        }
    }

    private StationItem Item(int row, long record)
    {
        if (_ids.Get(_names.Of(row)) is not { } id)
        {
            return LineStations.Unreadable(_source, record, "The station id is not printable.", _names.Of(row));
        }

        var (temperature, amount) = (_temperatures.Verdict(row), _amounts.Verdict(row));
        var (kelvin, millimetres) = (Precise(_temperatures.Value(row), _tenths.Value(row)), _amounts.Value(row));
        var elevation = _elevations.Value(row);
        return StationItem.Of(new StationReading
        {
            StationId = id,
            Time = _times.Value(row),
            LatitudeDegrees = _latitudes.Value(row),
            LongitudeDegrees = _longitudes.Value(row),
            ElevationMetres = elevation,
            AirTemperatureK = temperature.KeepsValue ? kelvin : null,
            AirTemperatureFlag = kelvin is null ? QualityFlag.Assimilated : temperature.Flag,
            Precipitation6hMm = amount.KeepsValue ? millimetres : null,
            PrecipitationFlag = millimetres is null ? QualityFlag.Assimilated : amount.Flag,
            FlagReason = Reason(kelvin is null ? default : temperature, millimetres is null ? default : amount),
            DewPointK = Precise(_dewPoints.GoodValue(row), _dewPointTenths.Value(row)),
            SurfacePressurePa = _pressures.GoodValue(row) ?? AltimeterSetting.StationPressurePa(_altimeters.GoodValue(row), elevation),
            WindSpeedMetresPerSecond = _speeds.GoodValue(row),
            WindFromDirectionDegrees = _directions.GoodValue(row),
            Correction = _corrections.Value(row) == 1 ? 1 : 0,
            Source = _source,
            SourceRecord = record,
        });
    }

    /// <summary>The value in tenths, where it says the same as the one that was judged.</summary>
    private static double? Precise(double? judged, double? tenths) =>
        judged is { } value && tenths is { } fine && Math.Abs(value - fine) <= RoundingK ? fine : judged;

    private static string Reason(MadisVerdict temperature, MadisVerdict amount) => (temperature.Reason, amount.Reason) switch
    {
        (null, null) => "",
        ({ } one, null) => "air temperature: " + one,
        (null, { } other) => "precipitation: " + other,
        var (one, other) => $"air temperature: {one}; precipitation: {other}",
    };
}
