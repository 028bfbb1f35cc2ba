namespace Slams.Hosting.Ingest;

/// <summary>A place in a source: the file, the number of items of it, and whether that was the end of the source.</summary>
internal readonly record struct ResumePlace(string File, long Item, bool End)
{
    /// <summary>Before everything.</summary>
    public static ResumePlace Start { get; } = new("", 0, false);

    /// <summary>The place of the next item.</summary>
    public ResumePlace Next(string file) => string.Equals(file, File, StringComparison.Ordinal) ? this with { Item = Item + 1 } : new(file, 1, false);
}
