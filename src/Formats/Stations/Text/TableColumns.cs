using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Slams.Formats.Stations.Text;

/// <summary>Where the columns that a reader wants stand in a table with a header, and the fields of its lines as slices.</summary>
internal sealed class TableColumns
{
    private const int MaximumColumns = 2000;
    private const int Unwanted = -1;
    private const byte Comma = (byte)',';

    private readonly byte _separator;
    private readonly int[] _columnOfField;

    private TableColumns(byte separator, int[] columnOfField) => (_separator, _columnOfField) = (separator, columnOfField);

    /// <summary>Reads a header.</summary>
    /// <param name="line">The header line.</param>
    /// <param name="separator">What stands between fields; with a comma, fields may be quoted.</param>
    /// <param name="names">Names of each wanted column; case matters.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <exception cref="InvalidDataException">A required column is absent, or a wanted one given twice.</exception>
    public static TableColumns Parse(ReadOnlySpan<byte> line, byte separator, IReadOnlyList<string[]> names, params IEnumerable<int> required)
    {
        var fields = Names(line, separator);
        if (fields.Length > MaximumColumns)
        {
            throw new InvalidDataException($"The header has {fields.Length} columns; at most {MaximumColumns} are read.");
        }

        var columns = new int[fields.Length];
        Array.Fill(columns, Unwanted);
        for (var field = 0; field < fields.Length; field++)
        {
            for (var column = 0; column < names.Count; column++)
            {
                if (!names[column].Contains(fields[field], StringComparer.Ordinal))
                {
                    continue;
                }

                columns[field] = columns.Contains(column)
                    ? throw new InvalidDataException($"The header has more than one column '{names[column][0]}'.")
                    : column;
            }
        }

        return required.FirstOrDefault(column => !columns.Contains(column), Unwanted) is var missing and not Unwanted
            ? throw new InvalidDataException($"The header has no column '{names[missing][0]}'.")
            : new TableColumns(separator, columns);
    }

    /// <summary>The names in a header line, perhaps cut at the end.</summary>
    public static string[] Names(ReadOnlySpan<byte> line, byte separator)
    {
        line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        return [.. Encoding.UTF8.GetString(line).TrimEnd('\r').Split((char)separator).Select(field => field.Trim().Trim('"'))];
    }

    /// <summary>Whether the header has a column.</summary>
    public bool Has(int column) => Array.IndexOf(_columnOfField, column) >= 0;

    /// <summary>Finds the fields of a line; places of columns that the table lacks stay as they are.</summary>
    /// <returns>What is wrong with the line, or null.</returns>
    public string? Split(ReadOnlySpan<byte> line, Span<Range> places)
    {
        var count = _separator == Comma ? SplitQuoted(line, places) : SplitPlain(line, places);
        return count < 0 ? "A quoted field does not end."
            : count == _columnOfField.Length ? null
            : $"The line has {count} fields, the header {_columnOfField.Length}.";
    }

    /// <summary>Number of fields, which may be quoted; negative when quotes do not end.</summary>
    private int SplitQuoted(ReadOnlySpan<byte> line, Span<Range> places)
    {
        var count = 0;
        for (var start = 0; start <= line.Length; count++)
        {
            var quoted = start < line.Length && line[start] == '"';
            var end = quoted ? EndOfQuoted(line, start) : EndOfPlain(line, start);
            if (end < 0)
            {
                return -1;
            }

            Place(count, line, quoted ? start + 1 : start, quoted ? end - 1 : end, places);
            start = end + 1;
        }

        return count;
    }

    /// <summary>Number of fields. Most of some files are empty: separators are found by the block, as a search for each would take longer.</summary>
    private int SplitPlain(ReadOnlySpan<byte> line, Span<Range> places)
    {
        var (count, start) = (0, 0);
        for (var block = 0; block < line.Length; block += Vector256<byte>.Count)
        {
            for (var ends = Separators(line[block..]); ends != 0; ends &= ends - 1)
            {
                var end = block + BitOperations.TrailingZeroCount(ends);
                Place(count++, line, start, end, places);
                start = end + 1;
            }
        }

        Place(count, line, start, line.Length, places);
        return count + 1;
    }

    /// <summary>A bit for each separator in the first bytes.</summary>
    private uint Separators(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= Vector256<byte>.Count)
        {
            return Vector256.Equals(Vector256.Create(bytes), Vector256.Create(_separator)).ExtractMostSignificantBits();
        }

        var bits = 0u;
        for (var i = 0; i < bytes.Length; i++)
        {
            bits |= bytes[i] == _separator ? 1u << i : 0;
        }

        return bits;
    }

    private void Place(int field, ReadOnlySpan<byte> line, int start, int end, Span<Range> places)
    {
        if (field < _columnOfField.Length && _columnOfField[field] is var column and not Unwanted)
        {
            places[column] = Trimmed(line, start, end);
        }
    }

    private static Range Trimmed(ReadOnlySpan<byte> line, int start, int end)
    {
        while (start < end && line[start] == ' ')
        {
            start++;
        }

        while (end > start && line[end - 1] == ' ')
        {
            end--;
        }

        return start..end;
    }

    private int EndOfPlain(ReadOnlySpan<byte> line, int start)
    {
        var length = line[start..].IndexOf(_separator);
        return length < 0 ? line.Length : start + length;
    }

    /// <summary>Where the separator after a quoted field stands, or the line ends; -1 when the quotes do not end there.</summary>
    private int EndOfQuoted(ReadOnlySpan<byte> line, int start)
    {
        for (var i = start + 1; i < line.Length; i++)
        {
            var length = line[i..].IndexOf((byte)'"');
            if (length < 0)
            {
                return -1;
            }

            i += length + 1;
            if (i == line.Length || line[i] == _separator)
            {
                return i;
            }

            if (line[i] != '"')
            {
                return -1;
            }
        }

        return -1;
    }
}
