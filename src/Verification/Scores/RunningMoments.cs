namespace Slams.Verification.Scores;

/// <summary>Mean and spread of a stream of numbers in one pass (Welford's update, stable for large offsets).</summary>
public sealed class RunningMoments
{
    private double _squares;

    /// <summary>Count of numbers.</summary>
    public long Count { get; private set; }

    /// <summary>Mean; 0 without numbers.</summary>
    public double Mean { get; private set; }

    /// <summary>Variance with n − 1; NaN below two numbers.</summary>
    public double Variance => Count > 1 ? _squares / (Count - 1) : double.NaN;

    /// <summary>Standard deviation with n − 1; NaN below two numbers.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Root of the mean square about zero; NaN without numbers.</summary>
    public double RootMeanSquare => Math.Sqrt((_squares / Count) + (Mean * Mean));

    /// <summary>Adds a number.</summary>
    public void Add(double value)
    {
        Count++;
        var change = value - Mean;
        Mean += change / Count;
        _squares += change * (value - Mean);
    }
}
