using System.Globalization;
using System.Text;

namespace Slams.Hosting.Ingest;

/// <summary>What a progress record says to the source that wrote it: the place reached, and every other file since the one before.</summary>
/// <param name="Place">The place.</param>
/// <param name="Others">
/// How many items were read of the other files of the batch, in their order; null in records of before, which are silent about them.
/// </param>
internal sealed record ResumeNote(ResumePlace Place, IReadOnlyList<ResumePlace>? Others)
{
    // No path holds it. It ends the place too, by which the records of before are told apart.
    private const char Separator = '\0';

    /// <summary>The files told of, each with the number of its items; of a source that had nothing, none.</summary>
    public IEnumerable<ResumePlace> Places => (Others ?? []).Append(Place).Where(place => place.File.Length > 0);

    /// <summary>
    /// How many items of a file are told of. A record of before stands for the files of its folder that sort below: sources took
    /// no others then.
    /// </summary>
    public long ItemsOf(string file) =>
        string.Equals(file, Place.File, StringComparison.Ordinal) ? Place.Item
        : Others is null ? (Path.GetDirectoryName(file) == Path.GetDirectoryName(Place.File) && string.CompareOrdinal(file, Place.File) < 0 ? long.MaxValue : 0)
        : Others.FirstOrDefault(other => string.Equals(other.File, file, StringComparison.Ordinal)).Item;

    /// <summary>Text for a progress record. Of a file that begins like the one before it, only the rest is written.</summary>
    public string ToText()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Place.Item}|{(Place.End ? 1 : 0)}|{Place.File}{Separator}");
        var previous = Place.File;
        foreach (var (file, item, _) in Others ?? [])
        {
            var common = previous.AsSpan().CommonPrefixLength(file);
            // The halves of a surrogate pair are no text.
            common -= common > 0 && char.IsHighSurrogate(file[common - 1]) ? 1 : 0;
            text.Append(CultureInfo.InvariantCulture, $"{item}|{common}|{file.AsSpan(common)}{Separator}");
            previous = file;
        }

        return text.ToString();
    }

    /// <summary>Reads it back; null when the text is none.</summary>
    public static ResumeNote? Parse(string text)
    {
        var parts = text.Split(Separator);
        if (Split(parts[0]) is not var (item, end, last))
        {
            return null;
        }

        var others = new List<ResumePlace>(parts.Length);
        var previous = last;
        foreach (var part in parts.Skip(1).SkipLast(1))
        {
            if (Split(part) is not var (items, common, rest) || common > previous.Length)
            {
                return null;
            }

            previous = string.Concat(previous.AsSpan(0, common), rest);
            others.Add(new ResumePlace(previous, items, false));
        }

        return new ResumeNote(new ResumePlace(last, item, end == 1), parts.Length > 1 ? others : null);
    }

    private static (long Item, int Number, string Text)? Split(string text)
    {
        var parts = text.Split('|', 3);
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var item)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (item, number, parts[2])
            : null;
    }
}
