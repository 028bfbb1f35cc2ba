using Slams.Core.Observations;
using Slams.Formats.Stations.Isd;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.GlobalHourly;

/// <summary>Parses the lines of one global-hourly file.</summary>
internal sealed class GlobalHourlyParser(string source) : ILineParser
{
    /// <summary>Names in the order of <see cref="GlobalHourlyColumn"/>.</summary>
    private static readonly IReadOnlyList<string[]> Names =
    [
        ["STATION"], ["DATE"], ["LATITUDE"], ["LONGITUDE"], ["ELEVATION"], ["REPORT_TYPE"], ["WND"], ["TMP"], ["DEW"], ["AA1"], ["AA2"],
        ["AA3"], ["AA4"], ["MA1"],
    ];

    private const double ZeroCelsius = 273.15;
    private const int StationDigits = 11, UsafDigits = 6;

    private readonly StationIdPool _ids = new();
    private TableColumns? _columns;

    public StationItem? Parse(ReadOnlySpan<byte> line, long number)
    {
        if (_columns is null)
        {
            _columns = TableColumns.Parse(
                line, (byte)',', Names, (int)GlobalHourlyColumn.Station, (int)GlobalHourlyColumn.Date, (int)GlobalHourlyColumn.Latitude,
                (int)GlobalHourlyColumn.Longitude, (int)GlobalHourlyColumn.Temperature);
            return null;
        }

        Span<Range> places = stackalloc Range[Names.Count];
        places.Clear();
        if (_columns.Split(line, places) is { } problem)
        {
            return LineStations.Unreadable(source, number, problem, line);
        }

        var row = new TableRow(line, places);
        if (StationId(row[(int)GlobalHourlyColumn.Station]) is not { } id)
        {
            return LineStations.Unreadable(source, number, "STATION is too long or not printable.", line);
        }

        if (!Utf8Time.TryParseIso(row[(int)GlobalHourlyColumn.Date], out var time))
        {
            return LineStations.Unreadable(source, number, "DATE is not an ISO 8601 time.", line);
        }

        var failed = -1;
        var reading = Reading(row, id, time, number, ref failed);
        return failed < 0 ? StationItem.Of(reading) : LineStations.Unreadable(source, number, $"{Names[failed][0]} is not what the format says.", line);
    }

    private StationReading Reading(TableRow row, string id, DateTimeOffset time, long number, ref int failed)
    {
        // A summary's time is the end of its day or month, its values are not those of that instant.
        var type = row[(int)GlobalHourlyColumn.ReportType];
        var summary = type.SequenceEqual("SOD"u8) || type.SequenceEqual("SOM"u8);
        var wind = new IsdGroup(summary ? default : row[(int)GlobalHourlyColumn.Wind], 5);
        var pressure = new IsdGroup(summary ? default : row[(int)GlobalHourlyColumn.Pressure], 4);
        if (!wind.IsWellFormed || !pressure.IsWellFormed)
        {
            failed = (int)(wind.IsWellFormed ? GlobalHourlyColumn.Pressure : GlobalHourlyColumn.Wind);
        }

        return new StationReading
        {
            StationId = id,
            Time = time,
            LatitudeDegrees = Number(row, GlobalHourlyColumn.Latitude, 99.999, ref failed),
            LongitudeDegrees = Number(row, GlobalHourlyColumn.Longitude, 999.999, ref failed),
            ElevationMetres = Number(row, GlobalHourlyColumn.Elevation, 9999, ref failed),
            AirTemperatureK = summary ? null : Kelvin(row, GlobalHourlyColumn.Temperature, ref failed),
            DewPointK = summary ? null : Kelvin(row, GlobalHourlyColumn.DewPoint, ref failed),
            WindFromDirectionDegrees = wind.Checked(0, 1, 999, 1),
            WindSpeedMetresPerSecond = wind.Checked(3, 4, 9999, 10),
            Precipitation6hMm = summary ? null : Precipitation(row, ref failed),
            SurfacePressurePa = pressure.Checked(2, 3, 99999, 1) * 10,
            Source = source,
            SourceRecord = number,
        };
    }

    private static double? Number(TableRow row, GlobalHourlyColumn column, double fill, ref int failed)
    {
        var text = row[(int)column];
        if (text.IsEmpty)
        {
            return null;
        }

        // The elevation's fill is written with one decimal or without, and the number's sign may stand before it.
        if (!Utf8Number.TryParse(text[0] == '+' ? text[1..] : text, out var value) || !double.IsFinite(value))
        {
            failed = (int)column;
            return null;
        }

        return Math.Abs(value - fill) < 1 && value >= fill ? null : value;
    }

    private static double? Kelvin(TableRow row, GlobalHourlyColumn column, ref int failed)
    {
        var group = new IsdGroup(row[(int)column], 2);
        if (!group.IsWellFormed)
        {
            failed = (int)column;
        }

        return group.Checked(0, 1, 9999, 10) is { } celsius ? Math.Round(celsius + ZeroCelsius, 2) : null;
    }

    private static double? Precipitation(TableRow row, ref int failed)
    {
        for (var column = GlobalHourlyColumn.Precipitation1; column <= GlobalHourlyColumn.Precipitation4; column++)
        {
            var group = new IsdGroup(row[(int)column], 4);
            if (!group.IsWellFormed)
            {
                failed = (int)column;
            }
            else if (group[0].SequenceEqual("06"u8) && group[2] is [var condition] && IsdAdditionalData.IsComplete(condition)
                && group.Checked(1, 3, 9999, 10) is { } amount)
            {
                return amount;
            }
        }

        return null;
    }

    private string? StationId(ReadOnlySpan<byte> station)
    {
        if (station.Length != StationDigits)
        {
            return _ids.Get(station);
        }

        Span<byte> id = stackalloc byte[StationDigits + 1];
        station[..UsafDigits].CopyTo(id);
        id[UsafDigits] = (byte)'-';
        station[UsafDigits..].CopyTo(id[(UsafDigits + 1)..]);
        return _ids.Get(id);
    }
}
