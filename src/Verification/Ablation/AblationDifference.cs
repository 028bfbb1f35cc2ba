using Slams.Verification.Scores;

namespace Slams.Verification.Ablation;

/// <summary>One row less another, paired by dates, means over levels; above 0 the first is worse.</summary>
/// <param name="Setting">Name of the setting.</param>
/// <param name="Space">Space of the first row.</param>
/// <param name="Kinds">Fields given to the first row.</param>
/// <param name="OtherSpace">Space of the second.</param>
/// <param name="OtherKinds">Fields given to the second.</param>
/// <param name="PooledWasserstein">Difference of the pooled distance.</param>
/// <param name="Wasserstein">Difference of the distance of anomalies.</param>
/// <param name="Rmse">Difference of RMSE.</param>
/// <param name="Crps">Difference of CRPS.</param>
public sealed record AblationDifference(
    string Setting, string Space, ObservedKinds Kinds, string OtherSpace, ObservedKinds OtherKinds,
    double PooledWasserstein, ConfidenceInterval Wasserstein, ConfidenceInterval Rmse, ConfidenceInterval Crps);
