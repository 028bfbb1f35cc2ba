using System.Globalization;

namespace Slams.Ingest.Polling;

/// <summary>What a server says of a version, by which it can be asked whether there is another.</summary>
/// <param name="Tag">The entity tag as it was sent; null for none.</param>
/// <param name="Modified">Time of the last change; null where it is not told.</param>
/// <param name="Length">Bytes; null where they are not told.</param>
internal sealed record Validators(string? Tag, DateTimeOffset? Modified, long? Length)
{
    /// <summary>The version in words; null where nothing is told that would tell one from another.</summary>
    public string? Version => Tag is not null ? $"tag {Tag}"
        : Modified is { } modified && Length is { } length ? string.Create(CultureInfo.InvariantCulture, $"modified {modified.UtcTicks} {length}")
        : null;
}
