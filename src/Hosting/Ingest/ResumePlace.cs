using System.Globalization;

namespace Slams.Hosting.Ingest;

/// <summary>How far a source has been appended: the file, the number of items of it, and whether that was the end.</summary>
internal readonly record struct ResumePlace(string File, long Item, bool End)
{
    /// <summary>Before everything.</summary>
    public static ResumePlace Start { get; } = new("", 0, false);

    /// <summary>The place of the next item.</summary>
    public ResumePlace Next(string file) => string.Equals(file, File, StringComparison.Ordinal) ? this with { Item = Item + 1 } : new(file, 1, false);

    /// <summary>Whether this place comes after another in the order of files.</summary>
    public bool IsAfter(ResumePlace other)
    {
        var byFile = string.CompareOrdinal(File, other.File);
        return byFile > 0 || (byFile == 0 && Item > other.Item);
    }

    /// <summary>Text for a progress record.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Item}|{(End ? 1 : 0)}|{File}");

    /// <summary>Reads it back; null when the text is none.</summary>
    public static ResumePlace? Parse(string text)
    {
        var parts = text.Split('|', 3);
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var item)
            ? new ResumePlace(parts[2], item, parts[1] == "1")
            : null;
    }
}
