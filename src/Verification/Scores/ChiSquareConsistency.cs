namespace Slams.Verification.Scores;

/// <summary>
/// Mean of d² / (s² + σₒ²) over departures d: 1 when spread and observation error together explain the departures,
/// above 1 when they are too small.
/// </summary>
public sealed class ChiSquareConsistency
{
    private double _sum;

    /// <summary>Number of departures.</summary>
    public long Count { get; private set; }

    /// <summary>The mean; NaN without departures.</summary>
    public double Mean => _sum / Count;

    /// <summary>Adds one departure.</summary>
    /// <param name="departure">Observation minus model equivalent.</param>
    /// <param name="spread">Ensemble standard deviation of the equivalent.</param>
    /// <param name="observationError">Standard deviation of the observation's error.</param>
    public void Add(double departure, double spread, double observationError)
    {
        Count++;
        _sum += departure * departure / ((spread * spread) + (observationError * observationError));
    }
}
