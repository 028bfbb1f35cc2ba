using Slams.Diffusion.Sampling;
using Slams.Training.Data;
using Slams.Training.Networks;
using Slams.Training.Optimisation;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>
/// Trains the score network on what the analysis network leaves open: the residual (truth − mean) / spread of a latent
/// window, noised by the schedule. The network predicts the velocity v = α ε − σ x (Salimans and Ho 2022).
/// </summary>
public sealed class DenoiserStage(TrainingContext context, WalkSampler sampler, TorchNetwork analysis)
{
    private const double Dropout = 0.05;
    private readonly CosineSchedule _schedule = new();

    /// <summary>The network before training.</summary>
    public TorchNetwork Build() => context.Build(Architectures.Denoiser(context.Shapes, Dropout), context.Seed + 3);

    /// <summary>Trains, and returns the network with averaged weights.</summary>
    public TorchNetwork Run(long steps, int batch, double rate, CancellationToken cancellationToken)
    {
        var network = Build();
        var pass = new AnalysisPass(context, analysis);
        var area = context.AreaWeights(2);
        var loop = new StageLoop(context, "denoiser", [network], new LearningRate(rate, steps));
        loop.Run(step => (Step: step, Batch: sampler.Draw(step, batch)), drawn => Loss(network, pass, drawn.Batch, drawn.Step, area), batch, cancellationToken);
        return network;
    }

    private Tensor Loss(TorchNetwork network, AnalysisPass pass, TrainingBatch batch, long step, Tensor area)
    {
        var shapes = context.Shapes;
        var size = batch.Size;
        Tensor mean, logSpread;
        using (no_grad())
        {
            (mean, logSpread) = pass.Run(batch, training: false);
            pass.HandOn(batch, mean, logSpread);
        }

        var truth = tensor(batch.Latents, [size, shapes.WindowChannels, context.Rows / 2, context.Columns / 2]);
        var residual = (truth - mean) * (-logSpread).exp();
        var (alpha, sigma, embedding) = NoiseLevels.Spread(_schedule, (ulong)context.Seed, step, size, shapes.NoiseEmbedding);
        var noise = randn_like(residual);
        var clean = network.Forward(
            new Dictionary<string, Tensor>
            {
                ["noised"] = (alpha * residual) + (sigma * noise),
                ["condition"] = cat([logSpread, mean], 1),
                ["static"] = context.StaticBatch(batch.Mirrored),
                ["noise"] = embedding,
            },
            training: true,
            context.Precision)["velocity"];
        return ((clean - ((alpha * noise) - (sigma * residual))).square() * area).mean();
    }
}
