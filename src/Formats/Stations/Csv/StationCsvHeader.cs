using System.Text;

namespace Slams.Formats.Stations.Csv;

/// <summary>The header of a station CSV: where each known column stands.</summary>
internal sealed class StationCsvHeader
{
    public const int Unknown = -1;

    /// <summary>Names in the order of <see cref="StationCsvColumn"/>.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "station_id", "time", "latitude", "longitude", "elevation_m", "air_temperature_K", "precipitation_6h_mm",
        "dew_point_K", "surface_pressure_Pa", "wind_speed_m_s", "wind_from_direction_deg",
    ];

    private const int Required = (int)StationCsvColumn.Precipitation6h + 1;
    private const int MaximumColumns = 1000;

    private readonly int[] _columnOfField;

    private StationCsvHeader(int[] columnOfField) => _columnOfField = columnOfField;

    /// <summary>Number of fields of every line.</summary>
    public int FieldCount => _columnOfField.Length;

    /// <summary>The <see cref="StationCsvColumn"/> of each field; <see cref="Unknown"/> for columns that are ignored.</summary>
    public ReadOnlySpan<int> ColumnOfField => _columnOfField;

    /// <summary>Reads the header line.</summary>
    /// <exception cref="InvalidDataException">A required column is absent or a known one given twice.</exception>
    public static StationCsvHeader Parse(ReadOnlySpan<byte> line)
    {
        var fields = Split(line);
        if (fields.Length > MaximumColumns)
        {
            throw new InvalidDataException($"The header has {fields.Length} columns; at most {MaximumColumns} are read.");
        }

        var columns = Array.ConvertAll(fields, field => Names.ToList().IndexOf(field));
        for (var column = 0; column < Names.Count; column++)
        {
            var count = columns.Count(c => c == column);
            if (count > 1 || (count == 0 && column < Required))
            {
                throw new InvalidDataException(count == 0
                    ? $"The header has no column '{Names[column]}'."
                    : $"The header has column '{Names[column]}' {count} times.");
            }
        }

        return new StationCsvHeader(columns);
    }

    /// <summary>Whether a line looks like the header of a station CSV, complete or not.</summary>
    public static bool Recognises(ReadOnlySpan<byte> line)
    {
        var fields = Split(line);
        return fields.Contains(Names[0]) && fields.Contains(Names[1]);
    }

    private static string[] Split(ReadOnlySpan<byte> line)
    {
        line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        return [.. Encoding.UTF8.GetString(line).TrimEnd('\r').Split(',').Select(field => field.Trim().Trim('"'))];
    }
}
