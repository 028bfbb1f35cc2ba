namespace Slams.Ingest.Polling;

/// <summary>What came of fetching a file.</summary>
/// <param name="Succeeded">False where it has failed; others may be tried.</param>
/// <param name="Path">Where the file is, now or since before, or was when it was read; null where there is nothing to read.</param>
internal readonly record struct Fetched(bool Succeeded, string? Path)
{
    /// <summary>Whether asking again would not help.</summary>
    public bool IsRefused { get; init; }
}
