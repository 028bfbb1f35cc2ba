using Slams.Diffusion.Ablation;
using Slams.Diffusion.Sampling;
using Slams.Training.Networks;
using Slams.Training.Optimisation;
using Slams.Training.Stages;
using static TorchSharp.torch;

namespace Slams.Training.Ablation;

/// <summary>
/// Trains one prior: the velocity v = α ε − σ x of single states about the seasonal climatology, every channel weighing alike.
/// Both spaces have the same loss, schedule, steps, batches and dates.
/// </summary>
internal sealed class PriorStage(TrainingContext context, PriorSpace space)
{
    private const double Rate = 1e-3;
    private readonly CosineSchedule _schedule = new();

    /// <summary>A network with fresh weights.</summary>
    public TorchNetwork Build() => new(PriorArchitecture.Build(context.Shapes, space), (ulong)context.Seed + 11);

    /// <summary>Trains, and returns the network with averaged weights.</summary>
    public TorchNetwork Run(PriorStates states, long steps, int batch, CancellationToken cancellationToken)
    {
        var network = Build();
        var factor = space == PriorSpace.Pixel ? 1 : 2;
        var area = context.AreaWeights(factor);
        context.Log($"{network.Graph.Name}: {network.ParameterCount} parameters");
        new StageLoop(context, network.Graph.Name, [network], new LearningRate(Rate, steps))
            .Run(step => states.Draw(step, batch), drawn => Loss(network, drawn, factor, area), batch, cancellationToken);
        return network;
    }

    private Tensor Loss(TorchNetwork network, PriorBatch batch, int factor, Tensor area)
    {
        var size = batch.Mirrored.Length;
        var channels = space == PriorSpace.Pixel ? context.Shapes.StateChannels : context.Shapes.LatentChannels;
        var clean = tensor(batch.States, [size, channels, context.Rows / factor, context.Columns / factor]);
        var (alpha, sigma, embedding) = NoiseLevels.Spread(_schedule, (ulong)context.Seed, batch.Step, size, context.Shapes.NoiseEmbedding);
        var noise = randn_like(clean);
        var velocity = network.Forward(
            new Dictionary<string, Tensor>
            {
                ["noised"] = (alpha * clean) + (sigma * noise),
                ["static"] = context.StaticBatch(batch.Mirrored),
                ["calendar"] = tensor(batch.Calendar, [size, context.Shapes.CalendarChannels]),
                ["noise"] = embedding,
            },
            training: true,
            context.Precision)["velocity"];
        return ((velocity - ((alpha * noise) - (sigma * clean))).square() * area).mean();
    }
}
