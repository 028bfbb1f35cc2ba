using Slams.Training.Data;
using Slams.Training.Networks;
using Slams.Training.Optimisation;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>Trains the analysis network: mean by squared error, log spread by the Gaussian likelihood of that error.</summary>
public sealed class AnalysisStage(TrainingContext context, WalkSampler sampler, float[] channelWeights)
{
    private const double Dropout = 0.1;

    /// <summary>Share of the steps at the end that train without dropout, so that the spread learns the error of the network as it will be used.</summary>
    private const double SettledShare = 0.15;

    /// <summary>Judge of the network on validation data, called now and then.</summary>
    public Func<AnalysisPass, string>? Probe { get; init; }

    /// <summary>The network before training.</summary>
    public TorchNetwork Build() => context.Build(Architectures.Analysis(context.Shapes, Dropout), context.Seed + 2);

    /// <summary>Trains, and returns the network with averaged weights.</summary>
    public TorchNetwork Run(long steps, int batch, double rate, CancellationToken cancellationToken)
    {
        var network = Build();
        var pass = new AnalysisPass(context, network);
        var area = context.AreaWeights(2);
        var frames = context.Shapes.WindowFrames;
        var weights = tensor(Enumerable.Range(0, frames).SelectMany(f => channelWeights.Select(w => w * (f == frames - 1 ? 1f : 0.4f))).ToArray(),
            [1, context.Shapes.WindowChannels, 1, 1]);
        var settled = (long)(steps * (1 - SettledShare));
        var loop = new StageLoop(context, "analysis", [network], new LearningRate(rate, steps))
        {
            Probe = Probe is null ? null : () => Probe(pass),
        };
        loop.Run(
            step => (Step: step, Batch: sampler.Draw(step, batch)),
            drawn => Loss(pass, drawn.Batch, area, weights, dropout: drawn.Step < settled), batch, cancellationToken);
        return network;
    }

    private Tensor Loss(AnalysisPass pass, TrainingBatch batch, Tensor area, Tensor weights, bool dropout)
    {
        var truth = tensor(batch.Latents, [batch.Size, context.Shapes.WindowChannels, context.Rows / 2, context.Columns / 2]);
        var (mean, logSpread) = pass.Run(batch, dropout);
        pass.HandOn(batch, mean, logSpread);
        var squared = (mean - truth).square();
        // The spread learns from the error but must not pull the mean: its likelihood sees a detached error.
        var likelihood = logSpread + (0.5 * squared.detach() * (-2 * logSpread).exp());
        return (squared * weights * area).mean() + (0.1 * (likelihood * area).mean());
    }
}
