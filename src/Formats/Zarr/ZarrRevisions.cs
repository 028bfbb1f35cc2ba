namespace Slams.Formats.Zarr;

/// <summary>What the array of revisions has for times of which the store holds no analysis.</summary>
internal static class ZarrRevisions
{
    /// <summary>None has come.</summary>
    public const int None = -1;

    /// <summary>It failed.</summary>
    public const int Failed = -2;

    /// <summary>Retention has removed it.</summary>
    public const int Removed = -3;

    /// <summary>All revisions of one chunk; none have come where it is not there.</summary>
    /// <param name="storage">Name of the store, for messages.</param>
    /// <param name="key">Key of the chunk.</param>
    /// <param name="packed">What is there under it.</param>
    /// <param name="checksummed">Whether chunks end with their checksum.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static int[] Unpack(string storage, string key, byte[]? packed, bool checksummed)
    {
        try
        {
            return packed is null ? [.. Enumerable.Repeat(None, ZarrLayout.TimeChunk)] : ZarrFields.Unpack<int>(packed, ZarrLayout.TimeChunk, checksummed);
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"{storage}/{key}: {problem.Message}", problem);
        }
    }
}
