namespace Slams.Verification.Scores;

/// <summary>Distribution functions that scores need and the runtime does not bring.</summary>
public static class SpecialFunctions
{
    private const int MaximumTerms = 1000;
    private const double Tiny = 1e-300, Precision = 1e-15;

    /// <summary>Cumulative distribution of the standard normal.</summary>
    public static double NormalCdf(double z)
    {
        var tail = 0.5 * UpperGamma(0.5, z * z / 2);
        return z < 0 ? tail : 1 - tail;
    }

    /// <summary>Quantile of the standard normal, by Newton's method on <see cref="NormalCdf"/> from a bracketed start.</summary>
    /// <param name="probability">Strictly between 0 and 1.</param>
    public static double NormalQuantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability strictly between 0 and 1 is needed.");
        }

        double low = -40, high = 40, z = 0;
        for (var i = 0; i < 200 && high - low > 1e-14; i++)
        {
            var excess = NormalCdf(z) - probability;
            (low, high) = excess > 0 ? (low, z) : (z, high);
            var step = z - (excess / Math.Max(NormalDensity(z), Tiny));
            z = step > low && step < high ? step : (low + high) / 2;
        }

        return z;
    }

    /// <summary>Density of the standard normal.</summary>
    public static double NormalDensity(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Probability that a chi-square variable exceeds a value.</summary>
    public static double ChiSquareUpperTail(double value, double degreesOfFreedom) => UpperGamma(degreesOfFreedom / 2, value / 2);

    /// <summary>Regularised upper incomplete gamma function Q(a, x): power series below a + 1, continued fraction above.</summary>
    internal static double UpperGamma(double a, double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        var scale = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        return x < a + 1 ? 1 - (scale * LowerSeries(a, x)) : scale * UpperFraction(a, x);
    }

    /// <summary>ln Γ(a) by Stirling's series after shifting the argument above 10.</summary>
    internal static double LogGamma(double a)
    {
        var shift = 0.0;
        for (; a < 10; a++)
        {
            shift += Math.Log(a);
        }

        var inverse = 1 / a;
        var square = inverse * inverse;
        var higher = (1.0 / 1260) - (square * ((1.0 / 1680) - (square / 1188)));
        var series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * higher))));
        return ((a - 0.5) * Math.Log(a)) - a + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }

    private static double LowerSeries(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < MaximumTerms && Math.Abs(term) > Math.Abs(sum) * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    private static double UpperFraction(double a, double x)
    {
        // Lentz's evaluation of 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- ...))).
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var fraction = d;
        for (var n = 1; n < MaximumTerms; n++)
        {
            var numerator = -n * (n - a);
            b += 2;
            d = 1 / NonZero((numerator * d) + b);
            c = NonZero(b + (numerator / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
            {
                break;
            }
        }

        return fraction;
    }

    private static double NonZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
