using Slams.Core.Grids;
using Slams.Verification.Evaluation;
using Slams.Verification.Truths;

namespace Slams.Verification.Tests.Evaluation;

public sealed class EvaluationBlockTests
{
    [Fact]
    public void Blocks_end_at_gaps_and_can_be_cut_short()
    {
        using var truth = new Times(0, 6, 12, 24, 30, 31, 36);

        Assert.Equal([[0, 1, 2], [3, 4, 6]], EvaluationBlock.Of(truth).Select(block => block.TruthIndices));
        Assert.Equal([[0, 1], [3, 4]], EvaluationBlock.Of(truth, 2).Select(block => block.TruthIndices));
        Assert.Equal([1, 2], EvaluationBlock.Of(truth).Select(block => block.Number));
    }

    private sealed class Times(params int[] hours) : ITemperatureTruth
    {
        public StateGrid Grid { get; } = new(TestGrids.Regular(4, 8), [50_000]);

        IReadOnlyList<DateTimeOffset> ITemperatureTruth.Times => [.. hours.Select(hour => new DateTimeOffset(1987, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour))];

        public float[] TemperatureK(int timeIndex) => [];

        public void Dispose()
        {
        }
    }
}
