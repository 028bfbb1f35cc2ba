using Slams.Core.Analyses;

namespace Slams.Assimilator;

/// <summary>What became of one closed window.</summary>
/// <param name="Analysis">To publish; also when it has failed.</param>
/// <param name="State">For the following cycles; null when it has failed.</param>
/// <param name="StageSeconds">Seconds per stage, for metrics.</param>
public sealed record AnalysedCycle(Analysis Analysis, CycleState? State, IReadOnlyDictionary<string, double> StageSeconds);
