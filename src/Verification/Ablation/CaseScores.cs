namespace Slams.Verification.Ablation;

/// <summary>All scores of a row.</summary>
/// <param name="Case">The row.</param>
/// <param name="Members">Members; 1 where there is one answer only.</param>
/// <param name="Dates">Scores by date.</param>
/// <param name="PooledWasserstein">
/// By level, as the paper defines it: values of the first member in the paper's units, all cells of all dates pooled, without weights.
/// </param>
public sealed record CaseScores(AblationCase Case, int Members, IReadOnlyList<DateScore> Dates, double[] PooledWasserstein);
