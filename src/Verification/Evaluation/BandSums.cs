using Slams.Core.Analyses;
using Slams.Core.Grids;

namespace Slams.Verification.Evaluation;

/// <summary>
/// Ensemble variance and squared error of the mean of one stretch of cycles, by level, hemisphere and band of latitude
/// (<see cref="SpreadPattern"/>), weighted by area.
/// </summary>
public sealed class BandSums(StateGrid grid)
{
    private readonly double[] _variance = new double[grid.PressureLevelsPa.Count * 2 * SpreadPattern.Bands];
    private readonly double[] _error = new double[grid.PressureLevelsPa.Count * 2 * SpreadPattern.Bands];
    private double _season;
    private int _cycles;

    /// <summary>Mean of <see cref="SpreadPattern.SeasonAt"/> over the cycles.</summary>
    public double Season => _season / _cycles;

    /// <summary>Adds an analysis. Fields are in K, <c>[level, latitude, longitude]</c>.</summary>
    public void Add(DateTimeOffset time, ReadOnlySpan<float> mean, ReadOnlySpan<float> spread, ReadOnlySpan<float> truth)
    {
        var horizontal = grid.Horizontal;
        for (var i = 0; i < mean.Length; i++)
        {
            var row = i % horizontal.CellCount / horizontal.Columns;
            var latitude = horizontal.LatitudesDegrees[row];
            var place = Place(i / horizontal.CellCount, latitude > 0, SpreadPattern.BandOf(latitude));
            var error = (double)(mean[i] - truth[i]);
            _variance[place] += horizontal.RowWeights[row] * spread[i] * spread[i];
            _error[place] += horizontal.RowWeights[row] * error * error;
        }

        _season += SpreadPattern.SeasonAt(time);
        _cycles++;
    }

    /// <summary>
    /// Logarithm of the factor on the spread that was lacking in a band; null where the grid has no row.
    /// </summary>
    public double? Lacking(int level, bool north, int band, int members)
    {
        var (variance, error) = At(level, north, band);
        return variance > 0 && error > 0 ? -Math.Log(Scores.SpreadSkill.Ratio(variance, error, members)) : null;
    }

    /// <summary>Sums of the variance and of the squared error of a band, K² times area.</summary>
    public (double Variance, double Error) At(int level, bool north, int band)
    {
        var place = Place(level, north, band);
        return (_variance[place], _error[place]);
    }

    private static int Place(int level, bool north, int band) => (((level * 2) + (north ? 1 : 0)) * SpreadPattern.Bands) + band;
}
