using System.Globalization;
using Slams.Core.Climatology;
using Slams.Training.Data;
using Slams.Training.Networks;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>
/// Error of the analysis network's mean on states that training never saw, under the standard observing system: root mean
/// square error in K per level, averaged over levels, as a share of climatology's.
/// </summary>
public sealed class ValidationProbe(TrainingContext context, NatureRunCache validation, TorchNetwork decoder, BatchSampler sampler)
{
    private const int Batch = 16, Batches = 3;

    /// <summary>Measures now; the words go to the log.</summary>
    public string Measure(AnalysisPass pass)
    {
        using var noGrad = no_grad();
        var levels = StateChannels.Of(validation.Grid).Levels;
        var (errors, anomalies) = (new double[levels], new double[levels]);
        var spread = 0.0;
        for (var b = 0; b < Batches; b++)
        {
            using var scope = NewDisposeScope();
            var batch = sampler.Draw(4711, b, Batch);
            var (mean, logSpread) = pass.Run(batch, Batch, training: false);
            var truth = tensor(batch.Latents, mean.shape);
            spread += ((mean - truth) * (-logSpread).exp()).square().mean().item<float>() / Batches;
            var squaredError = (Decode(mean, levels) - Decode(truth, levels)).square();
            var squaredAnomaly = Decode(truth, levels).square();
            Accumulate(squaredError, errors);
            Accumulate(squaredAnomaly, anomalies);
        }

        var ratio = Enumerable.Range(0, levels).Sum(l => Math.Sqrt(errors[l])) / Enumerable.Range(0, levels).Sum(l => Math.Sqrt(anomalies[l]));
        var half = Batches * Batch;
        var kelvin = string.Join(' ', errors.Select(e => Math.Sqrt(e / half).ToString("0.00", CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"validation: {ratio:0.000} of climatology; K by level {kelvin}; chi-square {spread:0.00}");
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
