using Slams.Core.Climatology;
using Slams.Core.Grids;

namespace Slams.Training.Data;

/// <summary>Least-squares fit of the seasonal harmonics and of the anomalies' deviation by latitude.</summary>
internal static class ClimatologyFit
{
    private const int Terms = HarmonicClimatology.Terms;

    /// <summary>Fits every channel of the given states (<c>[channel, latitude, longitude]</c> each).</summary>
    public static StateScaling Fit(
        LatLonGrid grid, IReadOnlyList<DateTimeOffset> times, IReadOnlyList<float[]> states, MissingCells missing, Action<string> log)
    {
        var cells = grid.CellCount;
        var channels = states[0].Length / cells;
        var inverse = InverseNormalMatrix(times);
        var coefficients = new float[channels][];
        var deviations = new float[channels][];
        Parallel.For(0, channels, channel =>
        {
            var sums = new double[Terms * cells];
            for (var i = 0; i < states.Count; i++)
            {
                var basis = HarmonicClimatology.Basis(times[i]);
                var field = states[i].AsSpan(channel * cells, cells);
                for (var term = 0; term < Terms; term++)
                {
                    for (var cell = 0; cell < cells; cell++)
                    {
                        sums[(term * cells) + cell] += basis[term] * field[cell];
                    }
                }
            }

            coefficients[channel] = Solve(inverse, sums, cells);
            deviations[channel] = Deviations(new HarmonicClimatology(grid, coefficients[channel]), times, states, channel, missing);
        });
        log($"climatology fitted from {states.Count} states, {channels} channels");
        return new StateScaling([.. coefficients.Select(c => new HarmonicClimatology(grid, c))], deviations);
    }

    private static float[] Solve(double[,] inverse, double[] sums, int cells)
    {
        var solved = new float[Terms * cells];
        for (var cell = 0; cell < cells; cell++)
        {
            for (var row = 0; row < Terms; row++)
            {
                var value = 0.0;
                for (var column = 0; column < Terms; column++)
                {
                    value += inverse[row, column] * sums[(column * cells) + cell];
                }

                solved[(row * cells) + cell] = (float)value;
            }
        }

        return solved;
    }

    /// <summary>
    /// Root mean square anomaly by row, blended with the global one in equal parts of variance: quiet latitudes are lifted
    /// without losing the weight of the active ones. Cells without values do not count; a row without any has the global one.
    /// </summary>
    private static float[] Deviations(
        HarmonicClimatology climatology, IReadOnlyList<DateTimeOffset> times, IReadOnlyList<float[]> states, int channel, MissingCells missing)
    {
        var grid = climatology.Grid;
        var squares = new double[grid.Rows];
        var count = 0;
        for (var i = 0; i < states.Count; i += 4, count++)
        {
            var mean = climatology.FieldAt(times[i]);
            var field = states[i].AsSpan(channel * grid.CellCount, grid.CellCount);
            for (var cell = 0; cell < mean.Length; cell++)
            {
                var anomaly = field[cell] - mean[cell];
                squares[cell / grid.Columns] += anomaly * anomaly;
            }
        }

        var known = Enumerable.Range(0, grid.Rows)
            .Select(row => Enumerable.Range(row * grid.Columns, grid.Columns).Count(cell => !missing.Never(channel, cell))).ToArray();
        var byRow = squares.Select((s, row) => known[row] > 0 ? s / (count * (double)known[row]) : 0).ToArray();
        var shares = known.Select((cells, row) => grid.RowWeights[row] * cells / grid.Columns).ToArray();
        var global = byRow.Zip(shares, (variance, share) => variance * share).Sum() / Math.Max(shares.Sum(), 1e-9);
        return [.. byRow.Select((variance, row) => (float)Math.Sqrt(((known[row] > 0 ? variance : global) + global) / 2))];
    }

    private static double[,] InverseNormalMatrix(IReadOnlyList<DateTimeOffset> times)
    {
        var matrix = new double[Terms, 2 * Terms];
        foreach (var time in times)
        {
            var basis = HarmonicClimatology.Basis(time);
            for (var i = 0; i < Terms; i++)
            {
                for (var j = 0; j < Terms; j++)
                {
                    matrix[i, j] += basis[i] * basis[j];
                }
            }
        }

        for (var i = 0; i < Terms; i++)
        {
            matrix[i, Terms + i] = 1;
        }

        for (var pivot = 0; pivot < Terms; pivot++)
        {
            var scale = matrix[pivot, pivot];
            for (var j = 0; j < 2 * Terms; j++)
            {
                matrix[pivot, j] /= scale;
            }

            for (var i = 0; i < Terms; i++)
            {
                var factor = matrix[i, pivot];
                for (var j = 0; i != pivot && j < 2 * Terms; j++)
                {
                    matrix[i, j] -= factor * matrix[pivot, j];
                }
            }
        }

        var inverse = new double[Terms, Terms];
        for (var i = 0; i < Terms; i++)
        {
            for (var j = 0; j < Terms; j++)
            {
                inverse[i, j] = matrix[i, Terms + j];
            }
        }

        return inverse;
    }
}
