using Slams.Core.Observations;

namespace Slams.Formats.Stations.Madis;

/// <summary>What the data descriptors of MADIS say of a value, in flags of this project.</summary>
internal static class MadisQuality
{
    // Bits of the results, of checks that failed.
    private const int Internal = 8, Temporal = 16, StatisticalSpatial = 32, Spatial = 64;

    /// <summary>
    /// The verdict on a value. X failed level 1, where its range is checked; Q passed that and failed level 2 or 3, of which the results name the
    /// check. B was found bad by a person; I and W are estimates and no observations. All others passed what was applied (C, S, V, G, T), or
    /// nothing was (Z, or no descriptor).
    /// </summary>
    /// <param name="descriptor">The letter.</param>
    /// <param name="results">The bits of the checks that failed; 0 where the file has none.</param>
    public static MadisVerdict Judge(byte descriptor, int results) => descriptor switch
    {
        (byte)'X' => new MadisVerdict(QualityFlag.OutOfRange, "MADIS rejects it (X)"),
        (byte)'Q' when (results & Internal) != 0 => new MadisVerdict(QualityFlag.Inconsistent, "MADIS questions it (Q, internal consistency)"),
        (byte)'Q' when (results & Temporal) != 0 => new MadisVerdict(QualityFlag.Step, "MADIS questions it (Q, temporal consistency)"),
        (byte)'Q' when (results & (StatisticalSpatial | Spatial)) != 0 =>
            new MadisVerdict(QualityFlag.BuddyDeparture, "MADIS questions it (Q, spatial consistency)"),
        (byte)'Q' => new MadisVerdict(QualityFlag.Inconsistent, "MADIS questions it (Q)"),
        (byte)'B' => new MadisVerdict(QualityFlag.Missing, "found bad by a person (MADIS, B)"),
        (byte)'I' or (byte)'W' => new MadisVerdict(QualityFlag.Missing, "an estimate of MADIS and no observation (I or W)"),
        _ => default,
    };
}
