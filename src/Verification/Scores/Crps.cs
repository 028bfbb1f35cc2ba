using Slams.Core.Grids;

namespace Slams.Verification.Scores;

/// <summary>Continuous ranked probability score, in the unit of the variable; smaller is better.</summary>
public static class Crps
{
    /// <summary>
    /// Fair score of an ensemble, mean |x − y| − Σ|xₘ − xₙ| / (2M(M−1)): its expectation does not depend on the ensemble size
    /// (Ferro 2014), so ensembles of different sizes may be compared.
    /// </summary>
    public static double Fair(ReadOnlySpan<float> members, double outcome)
    {
        var count = members.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2, nameof(members));
        Span<float> sorted = count <= 256 ? stackalloc float[count] : new float[count];
        members.CopyTo(sorted);
        sorted.Sort();
        double distance = 0, pairs = 0;
        for (var i = 0; i < count; i++)
        {
            distance += Math.Abs(sorted[i] - outcome);
            // In sorted order x(i) is added once for each smaller member and taken off once for each larger one.
            pairs += ((2.0 * i) - count + 1) * sorted[i];
        }

        return (distance / count) - (pairs / ((double)count * (count - 1)));
    }

    /// <summary>Score of a normal distribution, closed form (Gneiting et al. 2005).</summary>
    public static double Gaussian(double mean, double standardDeviation, double outcome)
    {
        if (standardDeviation <= 0)
        {
            return Math.Abs(outcome - mean);
        }

        var z = (outcome - mean) / standardDeviation;
        return standardDeviation
            * ((z * ((2 * SpecialFunctions.NormalCdf(z)) - 1)) + (2 * SpecialFunctions.NormalDensity(z)) - (1 / Math.Sqrt(Math.PI)));
    }

    /// <summary>Area mean of the fair score of one level.</summary>
    /// <param name="grid">Horizontal grid.</param>
    /// <param name="members">Fields of the members, each at least <paramref name="start"/> + one level long.</param>
    /// <param name="start">Index of the first cell of the level within a member.</param>
    /// <param name="truth">The level of the truth.</param>
    public static double FairMean(LatLonGrid grid, IReadOnlyList<float[]> members, int start, ReadOnlySpan<float> truth)
    {
        var column = new float[members.Count];
        var total = 0.0;
        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            for (var member = 0; member < column.Length; member++)
            {
                column[member] = members[member][start + cell];
            }

            total += grid.RowWeights[cell / grid.Columns] * Fair(column, truth[cell]);
        }

        return total / grid.CellCount;
    }

    /// <summary>Area mean of the Gaussian score of one level, for ensembles of which only mean and spread are known.</summary>
    public static double GaussianMean(
        LatLonGrid grid, ReadOnlySpan<float> mean, ReadOnlySpan<float> spread, ReadOnlySpan<float> truth)
    {
        var total = 0.0;
        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            total += grid.RowWeights[cell / grid.Columns] * Gaussian(mean[cell], spread[cell], truth[cell]);
        }

        return total / grid.CellCount;
    }
}
