using Slams.Core.Grids;
using Slams.Diffusion.Ablation;
using Slams.Training.Data;

namespace Slams.Training.Ablation;

/// <summary>Measures on training states what the autoencoder loses of block means and points.</summary>
internal static class RepresentationErrors
{
    private const int States = 64;
    private static readonly int[] Factors = [1, 4, 8, 12, 16];

    /// <summary>One entry for each kind of mean that the grid permits.</summary>
    public static IReadOnlyList<RepresentationError> Measure(NatureRunCache cache, Autoencoder autoencoder)
    {
        var grid = cache.Grid.Horizontal;
        var means = Factors.Where(factor => grid.Rows % factor == 0 && grid.Columns % factor == 0)
            .Select(factor => CellMeans.Blocks(grid.Rows, grid.Columns, factor)).ToArray();
        var sums = means.Select(_ => new double[cache.Scaling.Channels]).ToArray();
        var probes = Math.Min(States, cache.Times.Count);
        for (var probe = 0; probe < probes; probe++)
        {
            var state = PriorStates.PixelsOf(cache, (int)((long)probe * cache.Times.Count / probes), mirrored: false);
            var lost = autoencoder.Reconstruct(state).Zip(state, (a, b) => a - b).ToArray();
            for (var m = 0; m < means.Length; m++)
            {
                for (var channel = 0; channel < sums[m].Length; channel++)
                {
                    var values = new float[means[m].Count];
                    means[m].Apply(lost.AsSpan(channel * grid.CellCount, grid.CellCount), values);
                    sums[m][channel] += values.Average(value => (double)value * value) / probes;
                }
            }
        }

        return [.. means.Select((m, i) => new RepresentationError(m.CellsPerValue, [.. sums[i].Select(sum => (float)Math.Sqrt(sum))]))];
    }
}
