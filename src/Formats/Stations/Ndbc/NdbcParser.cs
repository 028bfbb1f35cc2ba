using Slams.Core.Observations;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Ndbc;

/// <summary>Parses the lines of one standard meteorological file.</summary>
internal sealed class NdbcParser(string source, string stationId, StationPosition? position) : ILineParser
{
    private const double ZeroCelsius = 273.15;
    private const double LargeFill = 999, SpeedFill = 99;

    private NdbcColumns? _columns;

    public StationItem? Parse(ReadOnlySpan<byte> line, long number)
    {
        if (NdbcColumns.Read(line) is { } header)
        {
            _columns = header;
            return null;
        }

        // The second line has the units.
        if (line[0] == '#')
        {
            return null;
        }

        if (_columns is null)
        {
            throw new InvalidDataException("The file does not begin with the header of a standard meteorological file.");
        }

        Span<double?> values = stackalloc double?[NdbcColumns.Count];
        values.Clear();
        if (Read(line, values) is { } problem)
        {
            return LineStations.Unreadable(source, number, problem, line);
        }

        if (!TryTime(values, out var time))
        {
            return LineStations.Unreadable(source, number, "The date is impossible.", line);
        }

        return StationItem.Of(new StationReading
        {
            StationId = stationId,
            Time = time,
            LatitudeDegrees = position?.LatitudeDegrees,
            LongitudeDegrees = position?.LongitudeDegrees,
            ElevationMetres = position?.ElevationMetres,
            AirTemperatureK = Kelvin(values[(int)NdbcColumn.AirTemperature]),
            DewPointK = Kelvin(values[(int)NdbcColumn.DewPoint]),
            WindFromDirectionDegrees = values[(int)NdbcColumn.WindDirection] is { } direction and < LargeFill ? direction : null,
            WindSpeedMetresPerSecond = values[(int)NdbcColumn.WindSpeed] is { } speed and < SpeedFill ? speed : null,
            Source = source,
            SourceRecord = number,
        });
    }

    private static double? Kelvin(double? celsius) => celsius is { } value and < LargeFill ? Math.Round(value + ZeroCelsius, 2) : null;

    private static bool TryTime(ReadOnlySpan<double?> values, out DateTimeOffset time)
    {
        time = default;
        if (Whole(values[(int)NdbcColumn.Year]) is not { } year || Whole(values[(int)NdbcColumn.Month]) is not { } month
            || Whole(values[(int)NdbcColumn.Day]) is not { } day || Whole(values[(int)NdbcColumn.Hour]) is not { } hour)
        {
            return false;
        }

        // Years of two digits end with the last century.
        return Utf8Time.TryMake(
            year < 100 ? year + 1900 : year, month, day, hour, Whole(values[(int)NdbcColumn.Minute] ?? 0) ?? -1, 0, out time);
    }

    private static int? Whole(double? value) => value is { } number and >= 0 and <= 9999 && number == Math.Floor(number) ? (int)number : null;

    private string? Read(ReadOnlySpan<byte> line, Span<double?> values)
    {
        var columns = _columns!.ColumnOfField;
        var count = 0;
        for (var rest = line.Trim(" \t\r"u8); !rest.IsEmpty; rest = rest.TrimStart((byte)' '))
        {
            var end = rest.IndexOf((byte)' ');
            var field = end < 0 ? rest : rest[..end];
            rest = rest[field.Length..];
            if (count < columns.Length && columns[count] is var column and >= 0 && !field.SequenceEqual("MM"u8))
            {
                if (!Utf8Number.TryParse(field, out var value) || !double.IsFinite(value))
                {
                    return $"{NdbcColumns.Name((NdbcColumn)column)} is not a number.";
                }

                values[column] = value;
            }

            count++;
        }

        return count == columns.Length ? null : $"The line has {count} fields, the header {columns.Length}.";
    }
}
