using Prometheus;

namespace Slams.Assimilator.Observability;

/// <summary>
/// Departures of one kind of observation in metrics. A quantity has a unit, so mean and root mean square have names of their own for each;
/// chi-square has none and is one metric for all. NaN: nothing was observed there.
/// </summary>
internal sealed class DepartureGauges
{
    private const string Background = "background", Analysis = "analysis";
    private readonly string _modality;
    private readonly Gauge _mean, _rmse, _spread, _expected, _chiSquare, _count;

    public DepartureGauges(MetricFactory make, string modality, string quantity, string unit, string words)
    {
        _modality = modality;
        string[] labels = ["departure", "use", "region"];
        _mean = make.CreateGauge($"slams_{quantity}_departure_mean{unit}", $"Mean of observation minus background or analysis {words}, last cycle.", labels);
        _rmse = make.CreateGauge($"slams_{quantity}_departure_rmse{unit}", $"Root mean square of observation minus background or analysis {words}, last cycle.", labels);
        _spread = make.CreateGauge(
            $"slams_{quantity}_departure_spread{unit}", $"Root mean square of the ensemble's standard deviation at the observations {words}, last cycle.", "use", "region");
        _expected = make.CreateGauge(
            $"slams_{quantity}_departure_expected{unit}",
            $"Root mean square that ensemble spread and observation error together promise for observation minus analysis {words}, last cycle.", "use", "region");
        _chiSquare = make.CreateGauge(
            "slams_departure_chi_square",
            "Mean of the squared observation minus analysis over its expected variance, last cycle: 1 where spread and error agree at withheld observations.",
            "modality", "use", "region");
        _count = make.CreateGauge("slams_departures", "Observations with departures, last cycle.", "modality", "use", "region");
        Set(new DepartureSums());
    }

    public void Set(DepartureSums sums)
    {
        for (var use = 0; use < DepartureSums.Uses.Length; use++)
        {
            for (var region = 0; region < Region.All.Length; region++)
            {
                Set(sums.Of(use, region), DepartureSums.Uses[use], Region.All[region].Name);
            }
        }
    }

    private void Set(DepartureSums.Sum sum, string use, string region)
    {
        // Without any: 0 / 0, which is NaN and makes no alert fire.
        double n = sum.Count;
        _mean.WithLabels(Background, use, region).Set(sum.Background / n);
        _mean.WithLabels(Analysis, use, region).Set(sum.Analysis / n);
        _rmse.WithLabels(Background, use, region).Set(Math.Sqrt(sum.BackgroundSquared / n));
        _rmse.WithLabels(Analysis, use, region).Set(Math.Sqrt(sum.AnalysisSquared / n));
        _spread.WithLabels(use, region).Set(Math.Sqrt(sum.SpreadSquared / n));
        _expected.WithLabels(use, region).Set(Math.Sqrt(sum.Variance / n));
        _chiSquare.WithLabels(_modality, use, region).Set(sum.ChiSquare / n);
        _count.WithLabels(_modality, use, region).Set(n);
    }
}
