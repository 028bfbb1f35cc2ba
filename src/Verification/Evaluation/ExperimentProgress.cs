using Slams.Core.Cycles;

namespace Slams.Verification.Evaluation;

/// <summary>How far an experiment has come.</summary>
/// <param name="Block">Number of the block.</param>
/// <param name="Cycle">The cycle just finished.</param>
/// <param name="Done">Cycles finished over all blocks.</param>
/// <param name="Total">Cycles of all blocks.</param>
public sealed record ExperimentProgress(int Block, Cycle Cycle, int Done, int Total);
