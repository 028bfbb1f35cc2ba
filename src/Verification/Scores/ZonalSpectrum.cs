using Slams.Core.Grids;

namespace Slams.Verification.Scores;

/// <summary>
/// Power of fields by zonal wavenumber, averaged over latitudes by area and over all fields added. The powers of a field add up
/// to its area mean square (Parseval).
/// </summary>
public sealed class ZonalSpectrum
{
    private readonly LatLonGrid _grid;
    private readonly double[] _cosines;
    private readonly double[] _sines;
    private readonly double[] _sum;
    private long _fields;

    /// <summary>Makes an empty spectrum.</summary>
    public ZonalSpectrum(LatLonGrid grid)
    {
        _grid = grid;
        _cosines = [.. Enumerable.Range(0, grid.Columns).Select(i => Math.Cos(2 * Math.PI * i / grid.Columns))];
        _sines = [.. Enumerable.Range(0, grid.Columns).Select(i => Math.Sin(2 * Math.PI * i / grid.Columns))];
        _sum = new double[(grid.Columns / 2) + 1];
    }

    /// <summary>Power at wavenumbers 0 to half the number of columns; NaN without fields.</summary>
    public IReadOnlyList<double> Power => [.. _sum.Select(sum => sum / _fields)];

    /// <summary>Adds one field.</summary>
    public void Add(ReadOnlySpan<float> field)
    {
        var columns = _grid.Columns;
        for (var row = 0; row < _grid.Rows; row++)
        {
            var values = field.Slice(row * columns, columns);
            for (var k = 0; k < _sum.Length; k++)
            {
                double real = 0, imaginary = 0;
                for (int column = 0, phase = 0; column < columns; column++)
                {
                    real += values[column] * _cosines[phase];
                    imaginary += values[column] * _sines[phase];
                    phase += k;
                    phase -= phase >= columns ? columns : 0;
                }

                // All but the mean and the shortest wave stand for two complex coefficients.
                var twins = k == 0 || 2 * k == columns ? 1 : 2;
                var power = ((real * real) + (imaginary * imaginary)) / ((double)columns * columns);
                _sum[k] += twins * power * _grid.RowWeights[row] / _grid.Rows;
            }
        }

        _fields++;
    }

    /// <summary>
    /// Log spectral distance in dB, the root mean square over wavenumbers of 10 log₁₀ of the ratio of powers: 0 for equal spectra.
    /// </summary>
    /// <param name="other">The spectrum compared with.</param>
    /// <param name="highest">Highest wavenumber counted; the lowest is 1.</param>
    public double LogDistance(ZonalSpectrum other, int highest)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(highest, _sum.Length);
        var (own, theirs) = (Power, other.Power);
        return Math.Sqrt(Enumerable.Range(1, highest).Average(k => Math.Pow(10 * Math.Log10(own[k] / theirs[k]), 2)));
    }
}
