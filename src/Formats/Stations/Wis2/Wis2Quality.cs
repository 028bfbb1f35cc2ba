namespace Slams.Formats.Stations.Wis2;

/// <summary>What the details of a feature say about its value.</summary>
internal static class Wis2Quality
{
    /// <summary>
    /// Whether a quality flag, in the words of BUFR code table 0 31 021, says that the value is bad: "Bad", "Suspect or bad", "Probably
    /// bad", "out of instrument range". Suspect ones are left to the checks that follow.
    /// </summary>
    public static bool IsBad(ReadOnlySpan<byte> flag) =>
        flag.StartsWith("Bad"u8) || flag.IndexOf(" bad"u8) >= 0 || flag.IndexOf("out of instrument range"u8) >= 0;

    /// <summary>
    /// Whether a qualifier is one of soundings. A pressure among the coordinates is none: reports of mountain stations name that of the
    /// surface whose height they give, and it stays in force for what follows.
    /// </summary>
    public static bool IsAloft(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("vertical_sounding_significance"u8) || name.SequenceEqual("extended_vertical_sounding_significance"u8);
}
