using System.Text;

namespace Slams.Formats.Stations.Ndbc;

/// <summary>Where the columns stand in one file: they have changed over the years, and so have their names.</summary>
internal sealed class NdbcColumns
{
    private const int MaximumColumns = 64;

    private static readonly string[][] Names =
    [
        ["#YY", "YYYY", "#YYYY", "YY"], ["MM"], ["DD"], ["hh"], ["mm"], ["WDIR", "WD"], ["WSPD"], ["ATMP"], ["DEWP"],
    ];

    private readonly int[] _columnOfField;

    private NdbcColumns(int[] columnOfField) => _columnOfField = columnOfField;

    /// <summary>Number of columns that are read.</summary>
    public static int Count => Names.Length;

    /// <summary>Number of fields of a line.</summary>
    public int FieldCount => _columnOfField.Length;

    /// <summary>The <see cref="NdbcColumn"/> of each field; negative for others.</summary>
    public ReadOnlySpan<int> ColumnOfField => _columnOfField;

    /// <summary>Name of a column.</summary>
    public static string Name(NdbcColumn column) => Names[(int)column][0];

    /// <summary>Whether a line is the header of such a file.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> line) => Read(line) is not null;

    /// <summary>Reads the header; null when the line is none.</summary>
    public static NdbcColumns? Read(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("#YY"u8) && !line.StartsWith("YY"u8))
        {
            return null;
        }

        var fields = Encoding.UTF8.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var columns = Array.ConvertAll(fields, field => Array.FindIndex(Names, names => names.Contains(field, StringComparer.Ordinal)));
        // Files of the first decades have no minute.
        var whole = Enumerable.Range(0, Count).All(column => columns.Contains(column) || (NdbcColumn)column is NdbcColumn.Minute or NdbcColumn.DewPoint);
        return whole && fields.Length <= MaximumColumns && columns.Where(column => column >= 0).GroupBy(column => column).All(group => group.Count() == 1)
            ? new NdbcColumns(columns)
            : null;
    }
}
