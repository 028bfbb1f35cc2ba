namespace Slams.Formats.Stations.Ghcnh;

/// <summary>Quality codes of GHCNh.</summary>
internal static class GhcnhQuality
{
    /// <summary>
    /// Whether a value may be used. Letters are checks of the network that it failed, except those by which the sources say that a value
    /// was looked at, or replaced, and found good (A, I, M, P, R). Of the sources' digits 3 and 7 mean erroneous, as in ISD. No code at all
    /// means that no check failed.
    /// </summary>
    public static bool IsUsable(ReadOnlySpan<byte> code)
    {
        foreach (var c in code)
        {
            if (c is not ((>= (byte)'0' and <= (byte)'9' and not ((byte)'3' or (byte)'7'))
                or (byte)'A' or (byte)'I' or (byte)'M' or (byte)'P' or (byte)'R' or (byte)' ' or (byte)','))
            {
                return false;
            }
        }

        return true;
    }
}
