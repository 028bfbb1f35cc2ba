using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>What a check of the analysis found on one observation.</summary>
/// <param name="Flag"><see cref="QualityFlag.Assimilated"/> when it passed, or what a check found.</param>
/// <param name="Reason">Reason in words with the numbers; empty for an ordinary observation. One that its neighbours saved has a reason as well.</param>
public readonly record struct InnovationVerdict(QualityFlag Flag, string Reason)
{
    /// <summary>Nothing found.</summary>
    public static InnovationVerdict Passed { get; } = new(QualityFlag.Assimilated, "");
}
