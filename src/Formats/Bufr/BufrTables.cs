using System.Globalization;
using System.Text;

namespace Slams.Formats.Bufr;

/// <summary>Elements (table B) and sequences (table D) of one version, as ecCodes keeps them in files.</summary>
internal sealed class BufrTables
{
    private readonly Dictionary<int, BufrElement> _elements = [];
    private readonly Dictionary<int, int[]> _sequences = [];

    /// <summary>An element; false when no table has it.</summary>
    public bool TryElement(int code, out BufrElement element) => _elements.TryGetValue(code, out element);

    /// <summary>What a sequence stands for, as descriptors FXXYYY; null when no table has it.</summary>
    public int[]? Sequence(int code) => _sequences.GetValueOrDefault(code);

    /// <summary>Adds the tables of a folder; those of later folders, which are local ones, count where both have one.</summary>
    /// <exception cref="InvalidDataException">A table is garbled.</exception>
    /// <exception cref="IOException">A table cannot be read.</exception>
    public void AddFolder(string folder)
    {
        var elements = Path.Combine(folder, "element.table");
        if (File.Exists(elements))
        {
            foreach (var line in File.ReadLines(elements, Encoding.Latin1).Where(line => line.Length > 0 && line[0] != '#'))
            {
                AddElement(line, elements);
            }
        }

        var sequences = Path.Combine(folder, "sequence.def");
        if (File.Exists(sequences))
        {
            AddSequences(File.ReadAllText(sequences, Encoding.Latin1), sequences);
        }
    }

    // code|abbreviation|type|name|unit|scale|reference|width|...
    private void AddElement(string line, string path)
    {
        var fields = line.Split('|');
        if (fields.Length < 8 || !TryNumber(fields[0], out var code) || !TryNumber(fields[5], out var scale)
            || !long.TryParse(fields[6], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var reference) || !TryNumber(fields[7], out var width))
        {
            throw new InvalidDataException($"'{path}' has the line '{line}', which is no element.");
        }

        var type = fields[2] switch
        {
            "string" => BufrElementType.Text,
            "table" or "flag" => BufrElementType.Code,
            _ => BufrElementType.Number,
        };
        _elements[code] = new BufrElement(code, type, scale, reference, width);
    }

    // "307080" = [  301090, 302031, ... ]
    private void AddSequences(string text, string path)
    {
        for (var at = text.IndexOf('"', StringComparison.Ordinal); at >= 0; at = text.IndexOf('"', at))
        {
            var end = text.IndexOf(']', at);
            var parts = end < 0 ? [] : text[at..end].Split(['"', '=', '[', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
            var codes = new int[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                if (!TryNumber(parts[i], out codes[i]))
                {
                    throw new InvalidDataException($"'{path}' has '{parts[i]}' where a descriptor should be.");
                }
            }

            if (codes.Length < 2)
            {
                throw new InvalidDataException($"'{path}' has a sequence without descriptors.");
            }

            _sequences[codes[0]] = codes[1..];
            at = end;
        }
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
