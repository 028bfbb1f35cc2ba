using Slams.Core.Cycles;
using Slams.Verification.Truths;

namespace Slams.Verification.Evaluation;

/// <summary>Consecutive cycles of a truth; every block starts cold.</summary>
/// <param name="Number">Number of the block within the truth, from 1.</param>
/// <param name="TruthIndices">Its states.</param>
public sealed record EvaluationBlock(int Number, IReadOnlyList<int> TruthIndices)
{
    /// <summary>Finds the blocks of a truth: runs of six-hourly states without a gap.</summary>
    /// <param name="truth">The truth.</param>
    /// <param name="cycles">Most cycles taken from the start of a block; 0 takes all.</param>
    public static IReadOnlyList<EvaluationBlock> Of(ITemperatureTruth truth, int cycles = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cycles);
        var runs = new List<List<int>>();
        for (var i = 0; i < truth.Times.Count; i++)
        {
            var time = truth.Times[i];
            if (CycleSchedule.SixHourly.CycleAt(time).Time != time)
            {
                continue;
            }

            if (runs.Count == 0 || time - truth.Times[runs[^1][^1]] != CycleSchedule.SixHourly.Interval)
            {
                runs.Add([]);
            }

            runs[^1].Add(i);
        }

        return [.. runs.Select((run, i) => new EvaluationBlock(i + 1, cycles == 0 ? run : [.. run.Take(cycles)]))];
    }
}
