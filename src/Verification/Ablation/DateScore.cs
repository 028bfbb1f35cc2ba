namespace Slams.Verification.Ablation;

/// <summary>Scores of one date by level, in units of the anomalies' deviation, means weighted by area where they are means over cells.</summary>
/// <param name="SquaredError">Mean squared error of the ensemble mean.</param>
/// <param name="Crps">Continuous ranked probability score.</param>
/// <param name="Variance">Mean variance of the members (n−1).</param>
/// <param name="Wasserstein">Wasserstein-1 distance of one member's anomalies, all cells of the level pooled, mean over members.</param>
public sealed record DateScore(double[] SquaredError, double[] Crps, double[] Variance, double[] Wasserstein);
