using Slams.Verification.Comparison;

namespace Slams.Verification.Evaluation;

/// <summary>What one analysis was worth.</summary>
/// <param name="Block">Number of the block.</param>
/// <param name="CycleInBlock">Number of the cycle within its block, from 0.</param>
/// <param name="Levels">Sums of every level, top first.</param>
/// <param name="WassersteinK">Wasserstein-1 distance of the pooled values of one member (the mean where there are none) from the truth's, K, by level.</param>
public sealed record CycleScore(int Block, int CycleInBlock, IReadOnlyList<LevelSums> Levels, IReadOnlyList<double> WassersteinK)
{
    /// <summary>Mean over levels of the CRPS, K.</summary>
    public double MeanCrpsK => Levels.Average(level => level.Crps);
}
