namespace Slams.Core.Observations;

/// <summary>What verdicts have in common.</summary>
public static class QualityFlags
{
    /// <summary>Whether quality control let an observation pass: it is assimilated, or withheld to verify.</summary>
    public static bool IsUsable(this QualityFlag flag) => flag is QualityFlag.Assimilated or QualityFlag.Passive;

    /// <summary>Whether something was found to be wrong with an observation; what is usable or was thinned out is as good as any.</summary>
    public static bool IsRejected(this QualityFlag flag) => !flag.IsUsable() && flag != QualityFlag.Thinned;

    /// <summary>Whether an observation passed ingest and was rejected by a check that needs the background.</summary>
    public static bool IsAgainstField(this QualityFlag flag) => flag is QualityFlag.FirstGuessDeparture or QualityFlag.BuddyDeparture or QualityFlag.History;
}
