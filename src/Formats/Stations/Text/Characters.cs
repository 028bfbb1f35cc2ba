namespace Slams.Formats.Stations.Text;

/// <summary>What characters a group consists of.</summary>
internal static class Characters
{
    /// <summary>Whether all are digits; true for none.</summary>
    public static bool AreDigits(ReadOnlySpan<byte> group) => !group.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Whether all are capital letters; true for none.</summary>
    public static bool AreLetters(ReadOnlySpan<byte> group) => !group.ContainsAnyExceptInRange((byte)'A', (byte)'Z');

    /// <summary>Whether all are slashes, which stand for what was not observed; true for none.</summary>
    public static bool AreSlashes(ReadOnlySpan<byte> group) => !group.ContainsAnyExcept((byte)'/');
}
