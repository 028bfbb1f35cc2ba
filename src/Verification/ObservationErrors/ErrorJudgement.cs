using System.Globalization;
using Slams.Core.Analyses;

namespace Slams.Verification.ObservationErrors;

/// <summary>Tells where the relations of Desroziers et al. (2005) are not to be trusted: they hold for unbiased departures and an analysis near its optimum.</summary>
internal static class ErrorJudgement
{
    // From here on a reader should know; none of these is a limit of the theory.
    private const double BiasShare = 0.1, RejectedShare = 0.02, FollowedShare = 0.05, FarRatio = 1.5;

    /// <summary>The errors with warnings, and whether they may become a setting.</summary>
    public static QuantityErrors Judge(QuantityErrors errors, QuantityDepartures departures, ObservationErrorOptions options)
    {
        var minimum = options.BlockCycles * options.MinimumBlocks;
        return errors with
        {
            Warnings = [.. Warnings(errors, departures, minimum)],
            IsUsable = errors.Plain is { Error: { Estimate: > 0, Low: > 0 } } plain && plain.Cycles >= minimum && errors.BackgroundError > 0,
        };
    }

    private static IEnumerable<string> Warnings(QuantityErrors errors, QuantityDepartures departures, int minimum)
    {
        var (variance, background) = (departures.Pooled.ObservationErrorVariance, departures.Pooled.BackgroundErrorVariance);
        if (errors.CyclesWithoutBackground > 0)
        {
            yield return Text($"cycles left out because climatology stood in for the background: {errors.CyclesWithoutBackground}");
        }

        if (departures.Pooled.Count == 0)
        {
            yield return "no observation was assimilated with O-B and O-A known";
            yield break;
        }

        if (errors.Plain.Cycles < minimum)
        {
            yield return Text($"too few cycles for a setting: {errors.Plain.Cycles} of the {minimum} needed");
        }

        if (!(variance > 0))
        {
            yield return Text($"the estimated variance of the observation error, {variance:0.###}, is not positive: the analysis is drawn past the observations");
        }
        else if (!(errors.All.Error.Low > 0) || !(errors.Plain.Error.Low > 0))
        {
            yield return "the interval of the observation error reaches zero";
        }

        if (!(background > 0))
        {
            yield return Text($"the estimated variance of the background error, {background:0.###}, is not positive: the analysis does not move towards the observations");
        }
        else if (background < FollowedShare * variance)
        {
            yield return "the analysis hardly follows these observations: the estimate is little else than the root mean square of O-B, an upper limit of the error";
        }

        var bias = errors.MeanDeparture * errors.MeanResidual;
        if (variance > 0 && Math.Abs(bias) > BiasShare * variance)
        {
            yield return Text($"mean departures are {100 * bias / variance:0} % of the estimated variance: a bias of observations or model counts as error here");
        }

        var rejected = (double)departures.Rejected / (departures.Rejected + departures.Pooled.Count);
        if (rejected > RejectedShare)
        {
            yield return Text($"checks against the field or the station's history took away {100 * rejected:0.0} %, those with the largest departures: the estimate is that of the others");
        }

        foreach (var warning in AssumptionWarnings(errors, departures.Pooled.Count))
        {
            yield return warning;
        }
    }

    private static IEnumerable<string> AssumptionWarnings(QuantityErrors errors, long count)
    {
        var (lowest, highest) = errors.AssumedErrors;
        if (double.IsNaN(lowest))
        {
            yield return "the files do not tell which errors were assumed";
        }
        else if (errors.Plain.Observations < count && errors.Quantity != FeedbackQuantities.Precipitation)
        {
            // That of precipitation depends on the amount observed, and a choice by what was observed would tell nothing.
            yield return Text($"the assumed errors differ, {lowest:0.000} to {highest:0.000}: the {errors.Plain.Observations} observations with the lowest are estimated at {errors.Plain.Error.Estimate:0.000} ({errors.Plain.Error.Low:0.000} to {errors.Plain.Error.High:0.000})");
        }

        if (errors.All.Ratio is > FarRatio or < 1 / FarRatio)
        {
            yield return "estimate and assumption are far apart, so the analysis was far from its optimum: take the estimate for a step, and estimate again from the analyses made with it";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
