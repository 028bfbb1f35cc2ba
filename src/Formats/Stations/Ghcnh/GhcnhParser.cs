using Slams.Core.Observations;
using Slams.Formats.Stations.Isd;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Ghcnh;

/// <summary>Parses the lines of one GHCNh file.</summary>
internal sealed class GhcnhParser(string source) : ILineParser
{
    private const double ZeroCelsius = 273.15;

    // No station is that low, and no direction that large: what stands there where nothing is known.
    private const double ElevationFill = -999, DirectionFill = 999, Fill = -9999;

    private readonly StationIdPool _ids = new();
    private TableColumns? _columns;

    public StationItem? Parse(ReadOnlySpan<byte> line, long number)
    {
        if (_columns is null)
        {
            _columns = GhcnhColumns.Parse(line);
            return null;
        }

        Span<Range> places = stackalloc Range[GhcnhColumns.Names.Count];
        places.Clear();
        if (_columns.Split(line, places) is { } problem)
        {
            return LineStations.Unreadable(source, number, problem, line);
        }

        var row = new TableRow(line, places);
        if (_ids.Get(row[(int)GhcnhColumn.Station]) is not { } id)
        {
            return LineStations.Unreadable(source, number, "The station is too long or not printable.", line);
        }

        if (!TryTime(row, out var time))
        {
            return LineStations.Unreadable(source, number, "The date is impossible.", line);
        }

        var failed = -1;
        var reading = new StationReading
        {
            StationId = id,
            Time = time,
            LatitudeDegrees = Number(row, GhcnhColumn.Latitude, ref failed),
            LongitudeDegrees = Number(row, GhcnhColumn.Longitude, ref failed),
            ElevationMetres = Elevation(row, ref failed),
            AirTemperatureK = Checked(row, GhcnhColumn.Temperature, ref failed) is { } celsius ? Math.Round(celsius + ZeroCelsius, 4) : null,
            DewPointK = Checked(row, GhcnhColumn.DewPoint, ref failed) is { } dewPoint ? Math.Round(dewPoint + ZeroCelsius, 4) : null,
            SurfacePressurePa = Checked(row, GhcnhColumn.StationPressure, ref failed) is { } hectopascals ? Math.Round(hectopascals * 100, 2) : null,
            WindFromDirectionDegrees = Checked(row, GhcnhColumn.WindDirection, ref failed) is { } direction and not DirectionFill ? direction : null,
            WindSpeedMetresPerSecond = Checked(row, GhcnhColumn.WindSpeed, ref failed),
            Precipitation6hMm = Precipitation(row, ref failed),
            Source = source,
            SourceRecord = number,
        };
        return failed < 0
            ? StationItem.Of(reading)
            : LineStations.Unreadable(source, number, $"{GhcnhColumns.Names[failed][0]} is not a number.", line);
    }

    private static double? Number(TableRow row, GhcnhColumn column, ref int failed)
    {
        var text = row[(int)column];
        if (text.IsEmpty)
        {
            return null;
        }

        if (!Utf8Number.TryParse(text, out var value) || !double.IsFinite(value))
        {
            failed = (int)column;
            return null;
        }

        return value == Fill ? null : value;
    }

    private static double? Checked(TableRow row, GhcnhColumn column, ref int failed) =>
        Number(row, column, ref failed) is { } value && GhcnhQuality.IsUsable(row[(int)column + 1]) ? value : null;

    private static double? Elevation(TableRow row, ref int failed) =>
        // Asterisks are what a number leaves that did not fit its width.
        row[(int)GhcnhColumn.Elevation].IndexOfAnyExcept((byte)'*') >= 0 && Number(row, GhcnhColumn.Elevation, ref failed) is { } metres and > ElevationFill
            ? metres
            : null;

    private static double? Precipitation(TableRow row, ref int failed)
    {
        var measurement = row[(int)GhcnhColumn.Precipitation6hMeasurement];
        return Checked(row, GhcnhColumn.Precipitation6h, ref failed) is { } amount
            && (measurement.IsEmpty || IsdAdditionalData.IsComplete(measurement[0])) ? amount : null;
    }

    private bool TryTime(TableRow row, out DateTimeOffset time)
    {
        if (_columns!.Has((int)GhcnhColumn.Date))
        {
            return Utf8Time.TryParseIso(row[(int)GhcnhColumn.Date], out time);
        }

        time = default;
        return Utf8Time.TryDigits(row[(int)GhcnhColumn.Year], out var year) && Utf8Time.TryDigits(row[(int)GhcnhColumn.Month], out var month)
            && Utf8Time.TryDigits(row[(int)GhcnhColumn.Day], out var day) && Utf8Time.TryDigits(row[(int)GhcnhColumn.Hour], out var hour)
            && Utf8Time.TryDigits(row[(int)GhcnhColumn.Minute], out var minute) && Utf8Time.TryMake(year, month, day, hour, minute, 0, out time);
    }
}
