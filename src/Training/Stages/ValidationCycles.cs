using Slams.Training.Data;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>Cycles the analysis network over states that training never saw, as the service would under the standard observing system.</summary>
public sealed class ValidationCycles(TrainingContext context, NatureRunCache validation, LatentCache latents, StationNetworks networks)
{
    /// <summary>Cycles at the start of a block that are not scored.</summary>
    private const int SpinUp = 8;

    private readonly ObservationSimulator _simulator = new(validation);

    /// <summary>
    /// Runs every unbroken block of states whose number <paramref name="wanted"/> accepts, all side by side from a cold start,
    /// and shows each scored cycle: batch, mean, log spread.
    /// </summary>
    public void Run(AnalysisPass pass, Func<int, bool> wanted, Action<TrainingBatch, Tensor, Tensor> score)
    {
        using var noGrad = no_grad();
        var (walks, length) = Blocks(wanted);
        for (var cycle = 0; cycle < length; cycle++)
        {
            using var scope = NewDisposeScope();
            var batch = WalkSampler.Assemble(validation, (latents, latents), context.Shapes, walks);
            var (mean, logSpread) = pass.Run(batch, training: false);
            if (cycle >= SpinUp)
            {
                score(batch, mean, logSpread);
            }

            pass.HandOn(batch, mean, logSpread);
            if (cycle < length - 1)
            {
                foreach (var walk in walks)
                {
                    walk.Advance();
                }
            }
        }
    }

    /// <summary>Squared departures of the truth from the mean in units of the spread, <c>[sample, frame × channel, row, column]</c>.</summary>
    public static Tensor SquaredDepartures(TrainingBatch batch, Tensor mean, Tensor logSpread) =>
        ((mean - tensor(batch.Latents, mean.shape)) * (-logSpread).exp()).square();

    /// <summary>A walk at the start of every wanted block, and the length of the shortest.</summary>
    private (Walk[] Walks, int Length) Blocks(Func<int, bool> wanted)
    {
        var starts = Enumerable.Range(0, validation.Times.Count).Where(i => !validation.IsContiguous(i, 2)).ToArray();
        var blocks = starts.Zip(starts.Skip(1).Append(validation.Times.Count), (start, end) => (Start: start, Length: end - start))
            .Where((_, number) => wanted(number)).ToArray();
        var random = new Random(4711);
        var first = context.Shapes.WindowFrames - 1;
        var walks = blocks.Select(block => new Walk(
            validation, context.Shapes, _simulator, block.Start + first, false, networks.DrawStandard(random), ObservationErrors.Standard, random)).ToArray();
        return (walks, blocks.Min(block => block.Length) - first);
    }
}
