using Slams.Core.Observations;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Csv;

/// <summary>Parses the lines of one station CSV.</summary>
internal sealed class StationCsvParser(string source) : ILineParser
{
    // What archives write where there is no value.
    private const double Fill = -9999;

    private readonly StationIdPool _ids = new();
    private StationCsvHeader? _header;

    /// <inheritdoc/>
    public StationItem? Parse(ReadOnlySpan<byte> line, long number)
    {
        if (_header is null)
        {
            _header = StationCsvHeader.Parse(line);
            return null;
        }

        string? id = "";
        DateTimeOffset? time = null;
        Span<double?> values = stackalloc double?[StationCsvHeader.Names.Count];
        values.Clear();
        var columns = _header.ColumnOfField;
        var fields = new CsvFields(line);
        var count = 0;
        while (fields.MoveNext())
        {
            var field = fields.Current;
            var column = count < columns.Length ? columns[count] : StationCsvHeader.Unknown;
            count++;
            if (column == StationCsvHeader.Unknown || field.IsEmpty)
            {
                continue;
            }

            if (column == (int)StationCsvColumn.StationId)
            {
                id = _ids.Get(field);
            }
            else if (column == (int)StationCsvColumn.Time)
            {
                if (!Utf8Time.TryParseIso(field, out var parsed))
                {
                    return Unreadable(line, number, "time is not an ISO 8601 time.");
                }

                time = parsed;
            }
            else if (!Utf8Number.TryParse(field, out var value) || double.IsInfinity(value))
            {
                return Unreadable(line, number, $"{StationCsvHeader.Names[column]} is not a number.");
            }
            else
            {
                values[column] = value == Fill || double.IsNaN(value) ? null : value;
            }
        }

        if (fields.Broken)
        {
            return Unreadable(line, number, "A quoted field does not end.");
        }

        if (count != columns.Length)
        {
            return Unreadable(line, number, $"The line has {count} fields, the header {columns.Length}.");
        }

        return id is null
            ? Unreadable(line, number, "station_id is too long or not printable.")
            : StationItem.Of(Reading(id, time, values, number));
    }

    private StationReading Reading(string id, DateTimeOffset? time, ReadOnlySpan<double?> values, long number) => new()
    {
        StationId = id,
        Time = time,
        LatitudeDegrees = values[(int)StationCsvColumn.Latitude],
        LongitudeDegrees = values[(int)StationCsvColumn.Longitude],
        ElevationMetres = values[(int)StationCsvColumn.Elevation],
        AirTemperatureK = values[(int)StationCsvColumn.AirTemperature],
        Precipitation6hMm = values[(int)StationCsvColumn.Precipitation6h],
        DewPointK = values[(int)StationCsvColumn.DewPoint],
        SurfacePressurePa = values[(int)StationCsvColumn.SurfacePressure],
        WindSpeedMetresPerSecond = values[(int)StationCsvColumn.WindSpeed],
        WindFromDirectionDegrees = values[(int)StationCsvColumn.WindFromDirection],
        Source = source,
        SourceRecord = number,
    };

    private StationItem Unreadable(ReadOnlySpan<byte> line, long number, string reason) =>
        LineStations.Unreadable(source, number, reason, line);
}
