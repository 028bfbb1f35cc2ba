namespace Slams.Verification.Scores;

/// <summary>Whether an ensemble's spread matches its error.</summary>
public static class SpreadSkill
{
    /// <summary>
    /// √((M+1)/M) · √(mean variance) / RMSE of the mean: 1 for an ensemble whose members and truth are exchangeable,
    /// below 1 when it is too sure of itself. The factor accounts for the error of a mean of M members.
    /// </summary>
    /// <param name="meanVariance">Mean over cases of the ensemble variance (n−1).</param>
    /// <param name="meanSquaredError">Mean over the same cases of the squared error of the ensemble mean.</param>
    /// <param name="members">Ensemble size M.</param>
    public static double Ratio(double meanVariance, double meanSquaredError, int members)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 2);
        return Math.Sqrt((members + 1.0) / members * meanVariance / meanSquaredError);
    }
}
