using Slams.Training.Data;
using Slams.Training.Networks;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>
/// Runs the analysis network as the service will: once for the previous cycle, whose result becomes the background of half of
/// the samples, and once for the current cycle. The background is thus the network's own, never the truth.
/// </summary>
public sealed class AnalysisPass(TrainingContext context, TorchNetwork network)
{
    /// <summary>Log spreads are kept within this range.</summary>
    public const double LowestLogSpread = -4, HighestLogSpread = 1.5;

    /// <summary>Error of a mean of sixteen members, in spreads: the service hands on an ensemble mean, not the exact one.</summary>
    private const double EnsembleMeanError = 0.25, EnsembleSpreadError = 0.15;

    /// <summary>Mean and log spread of the latent window, <c>[sample, frame × channel, row, column]</c>.</summary>
    public (Tensor Mean, Tensor LogSpread) Run(TrainingBatch batch, int size, bool training)
    {
        var shapes = context.Shapes;
        var withBackground = size / 2;
        Tensor background;
        using (no_grad())
        {
            var observations = Observations(batch.PreviousObservations, size).narrow(0, 0, withBackground);
            var calendar = tensor(batch.PreviousCalendar, [size, shapes.CalendarChannels]).narrow(0, 0, withBackground);
            var (mean, logSpread) = Forward(observations, calendar, NoBackground(withBackground), withBackground, false);
            var last = (shapes.WindowFrames - 1) * shapes.LatentChannels;
            var m = mean.narrow(1, last, shapes.LatentChannels);
            var l = logSpread.narrow(1, last, shapes.LatentChannels);
            m = m + (l.exp() * randn_like(m) * EnsembleMeanError);
            l = l + (randn_like(l) * EnsembleSpreadError);
            var flag = ones(withBackground, 1, context.Rows / 2, context.Columns / 2);
            background = cat([cat([m, l, flag], 1), NoBackground(size - withBackground)], 0);
        }

        return Forward(Observations(batch.Observations, size), tensor(batch.Calendar, [size, shapes.CalendarChannels]), background, size, training);
    }

    private (Tensor Mean, Tensor LogSpread) Forward(Tensor observations, Tensor calendar, Tensor background, int size, bool training)
    {
        var result = network.Forward(
            new Dictionary<string, Tensor>
            {
                ["observations"] = observations,
                ["static"] = context.StaticBatch(size),
                ["background"] = background,
                ["calendar"] = calendar,
            },
            training,
            context.Precision);
        return (result["mean"], result["logspread"].clamp(LowestLogSpread, HighestLogSpread));
    }

    private Tensor Observations(float[] values, int size) =>
        tensor(values, [size, context.Shapes.ObservationCycles * context.Shapes.ObservationChannels, context.Rows, context.Columns]);

    private Tensor NoBackground(int size) =>
        zeros(size, (2 * context.Shapes.LatentChannels) + 1, context.Rows / 2, context.Columns / 2);
}
