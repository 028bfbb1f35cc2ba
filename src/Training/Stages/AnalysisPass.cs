using Slams.Training.Data;
using Slams.Training.Networks;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>Runs the analysis network as the service will, and hands its result on as the next cycle's background.</summary>
public sealed class AnalysisPass(TrainingContext context, TorchNetwork network)
{
    /// <summary>Log spreads are kept within this range.</summary>
    public const double LowestLogSpread = -4, HighestLogSpread = 1.5;

    /// <summary>Error of a mean of sixteen members, in spreads: the service hands on an ensemble mean, not the exact one.</summary>
    private const double EnsembleMeanError = 0.25, EnsembleSpreadError = 0.15;

    /// <summary>Mean and log spread of the latent window, <c>[sample, frame × channel, row, column]</c>.</summary>
    public (Tensor Mean, Tensor LogSpread) Run(TrainingBatch batch, bool training)
    {
        var shapes = context.Shapes;
        var result = network.Forward(
            new Dictionary<string, Tensor>
            {
                ["observations"] = tensor(
                    batch.Observations, [batch.Size, shapes.ObservationCycles * shapes.ObservationChannels, context.Rows, context.Columns]),
                ["static"] = context.StaticBatch(batch.Mirrored),
                ["background"] = tensor(batch.Background, [batch.Size, (2 * shapes.LatentChannels) + 1, context.Rows / 2, context.Columns / 2]),
                ["calendar"] = tensor(batch.Calendar, [batch.Size, shapes.CalendarChannels]),
            },
            training,
            context.Precision);
        return (result["mean"], result["logspread"].clamp(LowestLogSpread, HighestLogSpread));
    }

    /// <summary>Gives every walk of a batch its next background: the analysis time's frame, as uncertain as an ensemble's mean and spread are.</summary>
    public void HandOn(TrainingBatch batch, Tensor mean, Tensor logSpread)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var shapes = context.Shapes;
        var last = (shapes.WindowFrames - 1) * shapes.LatentChannels;
        var m = mean.detach().narrow(1, last, shapes.LatentChannels);
        var l = logSpread.detach().narrow(1, last, shapes.LatentChannels);
        var means = (m + (l.exp() * randn_like(m) * EnsembleMeanError)).contiguous().data<float>().ToArray();
        var spreads = (l + (randn_like(l) * EnsembleSpreadError)).contiguous().data<float>().ToArray();
        var frame = means.Length / batch.Size;
        for (var s = 0; s < batch.Size; s++)
        {
            batch.Walks[s].Accept(means.AsSpan(s * frame, frame), spreads.AsSpan(s * frame, frame));
        }
    }
}
