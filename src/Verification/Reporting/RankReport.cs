namespace Slams.Verification.Reporting;

/// <summary>Rank histogram of the truth among the members, thinned to independent cases.</summary>
/// <param name="Counts">Cases by rank.</param>
/// <param name="ChiSquare">Chi-square against a flat histogram.</param>
/// <param name="PValue">Probability of at least that if the ranks were uniform.</param>
public sealed record RankReport(IReadOnlyList<long> Counts, double ChiSquare, double PValue);
