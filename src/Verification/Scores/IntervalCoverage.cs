namespace Slams.Verification.Scores;

/// <summary>How often outcomes fall inside the interval that should hold a given share of them.</summary>
public sealed class IntervalCoverage
{
    private long _inside;

    /// <summary>Makes an empty count.</summary>
    /// <param name="nominal">The share that the intervals promise, for example 0.9.</param>
    public IntervalCoverage(double nominal = 0.9)
    {
        if (!(nominal > 0 && nominal < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(nominal), nominal, "A share strictly between 0 and 1 is needed.");
        }

        Nominal = nominal;
        HalfWidthInSigmas = SpecialFunctions.NormalQuantile(0.5 + (nominal / 2));
    }

    /// <summary>The share promised.</summary>
    public double Nominal { get; }

    /// <summary>Half the width of a normal interval in standard deviations.</summary>
    public double HalfWidthInSigmas { get; }

    /// <summary>Number of cases.</summary>
    public long Total { get; private set; }

    /// <summary>The share found; NaN without cases.</summary>
    public double Share => (double)_inside / Total;

    /// <summary>Adds a case with its interval, ends included.</summary>
    public void Add(double low, double high, double outcome)
    {
        Total++;
        _inside += outcome >= low && outcome <= high ? 1 : 0;
    }

    /// <summary>
    /// Adds a case with the normal interval of an ensemble of M members about an outcome observed with a known error:
    /// variance (M+1)/M · s² + σₒ².
    /// </summary>
    public void AddNormal(double mean, double spread, int members, double observationError, double outcome)
    {
        var half = HalfWidthInSigmas
            * Math.Sqrt(((members + 1.0) / members * spread * spread) + (observationError * observationError));
        Add(mean - half, mean + half, outcome);
    }

    /// <summary>
    /// Adds a case with the interval between quantiles of the members at positions (M+1)p. Where these are whole numbers it
    /// covers exactly the nominal share of exchangeable outcomes, elsewhere nearly (it is interpolated). Ensembles too small
    /// for the share (below 19 for 0.9) give their whole range.
    /// </summary>
    public void AddMembers(ReadOnlySpan<float> members, double outcome)
    {
        var sorted = members.ToArray();
        Array.Sort(sorted);
        var tail = (1 - Nominal) / 2;
        Add(Quantile(sorted, tail), Quantile(sorted, 1 - tail), outcome);
    }

    private static double Quantile(float[] sorted, double probability)
    {
        var position = Math.Clamp(((sorted.Length + 1) * probability) - 1, 0, sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
