namespace Slams.Core.Analyses;

/// <summary>What is asked of an analysis.</summary>
/// <param name="Members">Ensemble size, at least 2.</param>
/// <param name="Seed">Seed of the run; the analyst mixes in the cycle.</param>
/// <param name="KeepMembers">Whether to return every member's field.</param>
public sealed record AnalysisRequest(int Members, ulong Seed, bool KeepMembers);
