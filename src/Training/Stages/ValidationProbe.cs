using System.Globalization;
using Slams.Core.Climatology;
using Slams.Training.Data;
using Slams.Training.Networks;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>
/// Error of the analysis network's mean on states that training never saw, cycled from a cold start under the standard
/// observing system: root mean square error in K per level, and its mean over levels beside climatology's.
/// </summary>
public sealed class ValidationProbe(TrainingContext context, NatureRunCache validation, LatentCache latents, TorchNetwork decoder, StationNetworks networks)
{
    /// <summary>Cycles at the start of a block that are not scored.</summary>
    private const int SpinUp = 8;

    private readonly ObservationSimulator _simulator = new(validation);

    /// <summary>Measures now; the words go to the log.</summary>
    public string Measure(AnalysisPass pass)
    {
        using var noGrad = no_grad();
        var levels = StateChannels.Of(validation.Grid).Levels;
        var (errors, anomalies) = (new double[levels], new double[levels]);
        var (chiSquare, scored) = (0.0, 0);
        var (walks, cycles) = Blocks();
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            using var scope = NewDisposeScope();
            var batch = WalkSampler.Assemble(validation, (latents, latents), context.Shapes, walks);
            var (mean, logSpread) = pass.Run(batch, training: false);
            if (cycle >= SpinUp)
            {
                var truth = tensor(batch.Latents, mean.shape);
                chiSquare += ((mean - truth) * (-logSpread).exp()).square().mean().item<float>();
                var states = States(walks, levels);
                Accumulate((Decode(mean, levels) - states).square(), errors);
                Accumulate(states.square(), anomalies);
                scored += walks.Length;
            }

            pass.HandOn(batch, mean, logSpread);
            if (cycle < cycles - 1)
            {
                foreach (var walk in walks)
                {
                    walk.Advance();
                }
            }
        }

        var kelvin = errors.Select(e => Math.Sqrt(e / scored)).ToArray();
        var climatology = anomalies.Select(a => Math.Sqrt(a / scored)).Average();
        return string.Create(CultureInfo.InvariantCulture,
            $"validation: {kelvin.Average():0.000} K, {kelvin.Average() / climatology:0.000} of climatology; by level {string.Join(' ', kelvin.Select(k => k.ToString("0.00", CultureInfo.InvariantCulture)))}; chi-square {chiSquare / (cycles - SpinUp):0.00}");
    }

    /// <summary>A walk at the start of every unbroken block, and the length of the shortest.</summary>
    private (Walk[] Walks, int Cycles) Blocks()
    {
        var step = TimeSpan.FromHours(6);
        var starts = Enumerable.Range(0, validation.Times.Count).Where(i => !validation.IsContiguous(i, 2, step)).ToArray();
        var random = new Random(4711);
        var first = context.Shapes.WindowFrames - 1;
        var walks = starts.Select(start => new Walk(
            validation, context.Shapes, _simulator, start + first, false, networks.DrawStandard(random), ObservationErrors.Standard, random)).ToArray();
        return (walks, starts.Append(validation.Times.Count).Zip(starts.Skip(1).Append(validation.Times.Count), (a, b) => b - a).First(n => n > 0) - first);
    }

    private Tensor States(IReadOnlyList<Walk> walks, int levels)
    {
        var size = levels * context.Rows * context.Columns;
        var states = new float[walks.Count * size];
        for (var s = 0; s < walks.Count; s++)
        {
            var state = validation.State(walks[s].Index);
            for (var i = 0; i < size; i++)
            {
                states[(s * size) + i] = (float)state[i];
            }
        }

        return tensor(states, [walks.Count, levels, context.Rows, context.Columns]);
    }

    private void Accumulate(Tensor squares, double[] sums)
    {
        var byRow = squares.mean([3]).sum([0L]).data<float>().ToArray();
        var weights = validation.Grid.Horizontal.RowWeights;
        for (var level = 0; level < sums.Length; level++)
        {
            var deviations = context.Cache.Scaling.Deviations(level);
            for (var row = 0; row < context.Rows; row++)
            {
                sums[level] += byRow[(level * context.Rows) + row] * deviations[row] * deviations[row] * weights[row] / context.Rows;
            }
        }
    }

    private Tensor Decode(Tensor window, int levels) => decoder.Forward(
        new Dictionary<string, Tensor>
        {
            ["latent"] = window.narrow(1, context.Shapes.WindowChannels - context.Shapes.LatentChannels, context.Shapes.LatentChannels),
            ["static"] = context.StaticBatch((int)window.shape[0]),
        },
        false, ScalarType.Float32)["state"].narrow(1, 0, levels);
}
