using System.Globalization;

namespace Slams.Formats.Analyses;

/// <summary>Small tables as attribute text, one <c>key = value</c> a line, sorted by key: bytes do not depend on the table.</summary>
internal static class ProvenanceText
{
    private const string Separator = " = ";

    public static string Join<T>(IReadOnlyDictionary<string, T> table) => string.Join(
        '\n',
        table.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}{Separator}{entry.Value}")));

    public static SortedDictionary<string, string> Split(string text)
    {
        var table = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.IndexOf(Separator, StringComparison.Ordinal);
            if (at < 0)
            {
                throw new InvalidDataException($"The provenance line '{line}' has no value.");
            }

            table[line[..at]] = line[(at + Separator.Length)..];
        }

        return table;
    }

    public static SortedDictionary<string, long> SplitCounts(string text)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (key, value) in Split(text))
        {
            counts[key] = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw new InvalidDataException($"The count of '{key}' is '{value}'.");
        }

        return counts;
    }
}
