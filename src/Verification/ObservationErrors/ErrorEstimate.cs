using Slams.Verification.Scores;

namespace Slams.Verification.ObservationErrors;

/// <summary>An observation error estimated from departures beside the one that was assumed, standard deviations in the unit of the observations.</summary>
/// <param name="Cycles">Cycles with such observations.</param>
/// <param name="Observations">Number of observations.</param>
/// <param name="Error">Estimate with its 95 % interval; NaN where the variance is not positive, an end of the interval 0.</param>
/// <param name="AssumedError">Root mean square of the assumed errors; NaN where they are not known.</param>
public sealed record ErrorEstimate(int Cycles, long Observations, ConfidenceInterval Error, double AssumedError)
{
    /// <summary>Estimate over assumption.</summary>
    public double Ratio => Error.Estimate / AssumedError;

    /// <summary>The estimate of a series of cycles.</summary>
    internal static ErrorEstimate Of(CycleSeries series, BlockBootstrap bootstrap)
    {
        var variance = series.ErrorVariance(bootstrap);
        return new ErrorEstimate(
            series.Cycles, series.Pooled.Count,
            new ConfidenceInterval(Root(variance.Estimate), Math.Sqrt(Math.Max(0, variance.Low)), Math.Sqrt(Math.Max(0, variance.High))),
            series.AssumedErrors.RootMeanSquare);
    }

    /// <summary>Square root of a positive number, else NaN.</summary>
    internal static double Root(double variance) => variance > 0 ? Math.Sqrt(variance) : double.NaN;
}
