using Slams.Verification.Scores;

namespace Slams.Verification.Ablation;

/// <summary>Scores of a row at one level, or their means over levels. Intervals hold 95 %, by bootstrap over dates.</summary>
public sealed record AblationLevel
{
    /// <summary>Pressure; 0 for the mean over levels.</summary>
    public required double PressurePa { get; init; }

    /// <summary>Wasserstein-1 as the paper has it: one mean and one deviation per level, all cells and dates pooled.</summary>
    public required double PooledWasserstein { get; init; }

    /// <summary>Wasserstein-1 of anomalies in units of their deviation, all cells of one date pooled, mean over dates.</summary>
    public required ConfidenceInterval Wasserstein { get; init; }

    /// <summary>RMSE of the ensemble mean in units of the anomalies' deviation.</summary>
    public required ConfidenceInterval Rmse { get; init; }

    /// <summary>Fair CRPS in the same units; the absolute error where there is one answer only.</summary>
    public required ConfidenceInterval Crps { get; init; }

    /// <summary>√((M+1)/M) times spread over RMSE; NaN where there is one answer only.</summary>
    public required double SpreadSkillRatio { get; init; }
}
