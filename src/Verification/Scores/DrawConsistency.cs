namespace Slams.Verification.Scores;

/// <summary>
/// Root mean square of (x − y) / σ over posterior draws x and observations y of error σ. A draw from the exact posterior relates
/// to the observation as the truth does, so the ratio is 1 whatever the operator; of a posterior mean it is smaller.
/// </summary>
public sealed class DrawConsistency
{
    private double _sum;

    /// <summary>Number of observations.</summary>
    public long Count { get; private set; }

    /// <summary>The ratio; NaN without observations.</summary>
    public double Ratio => Math.Sqrt(_sum / Count);

    /// <summary>Adds an observation with all its draws, of which mean and standard deviation (n−1) are enough.</summary>
    /// <param name="observed">The observation.</param>
    /// <param name="mean">Mean of the draws.</param>
    /// <param name="spread">Standard deviation of the draws.</param>
    /// <param name="members">Number of draws.</param>
    /// <param name="observationError">σ.</param>
    public void Add(double observed, double mean, double spread, int members, double observationError)
    {
        var departure = mean - observed;
        _sum += ((departure * departure) + (spread * spread * (members - 1) / members)) / (observationError * observationError);
        Count++;
    }
}
