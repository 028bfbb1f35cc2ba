using Slams.Verification.Evaluation;

namespace Slams.Verification.Reporting;

/// <summary>One run of the experiment with planted faults.</summary>
/// <param name="Name">What it was, in a few words.</param>
/// <param name="Scores">Scores of its analyses.</param>
/// <param name="Tally">What became of the stations.</param>
public sealed record QualityRun(string Name, MethodScores Scores, FaultTally Tally);
