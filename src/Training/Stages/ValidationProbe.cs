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
public sealed class ValidationProbe(TrainingContext context, NatureRunCache validation, ValidationCycles cycles, TorchNetwork decoder)
{
    /// <summary>Measures now; the words go to the log.</summary>
    public string Measure(AnalysisPass pass)
    {
        var levels = StateChannels.Of(validation.Grid).Levels;
        var (errors, anomalies) = (new double[levels], new double[levels]);
        var (chiSquare, scored) = (0.0, 0);
        cycles.Run(pass, static _ => true, (batch, mean, logSpread) =>
        {
            chiSquare += ValidationCycles.SquaredDepartures(batch, mean, logSpread).mean().item<float>() * batch.Size;
            var states = States(batch.Walks, levels);
            Accumulate((Decode(mean, levels) - states).square(), errors);
            Accumulate(states.square(), anomalies);
            scored += batch.Size;
        });
        var kelvin = errors.Select(e => Math.Sqrt(e / scored)).ToArray();
        var climatology = anomalies.Select(a => Math.Sqrt(a / scored)).Average();
        return string.Create(CultureInfo.InvariantCulture,
            $"validation: {kelvin.Average():0.000} K, {kelvin.Average() / climatology:0.000} of climatology; by level {string.Join(' ', kelvin.Select(k => k.ToString("0.00", CultureInfo.InvariantCulture)))}; chi-square {chiSquare / scored:0.00}");
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
