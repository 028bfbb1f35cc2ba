using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Verification.ObservationErrors;

namespace Slams.Verification.Tests.ObservationErrors;

public sealed class ObservationErrorEstimatorTests
{
    private const int Cycles = 200;
    private static readonly LinearAnalyses Optimal = new();

    [Fact]
    public void An_optimal_analysis_gives_back_the_errors()
    {
        var errors = Estimate(Optimal.Of);

        // 10,000 observations: relative standard error of the variance near 0.02.
        Assert.Equal((Cycles, 10_000L), (errors.All.Cycles, errors.All.Observations));
        Assert.Equal(1.2, errors.All.Error.Estimate, 0.03);
        Assert.Equal(2, errors.BackgroundError, 0.06);
        Assert.InRange(1.2, errors.All.Error.Low, errors.All.Error.High);
        Assert.InRange(errors.All.Error.High - errors.All.Error.Low, 0.02, 0.1);
        Assert.Equal(1.2, errors.All.AssumedError, 1e-6);
        Assert.Equal(errors.All.Error.Estimate / 1.2, errors.All.Ratio, 1e-6);
        Assert.Equal(0, errors.MeanDeparture, 0.1);
        Assert.Equal(2, errors.AssumedBackgroundError, 1e-6);
        Assert.Same(errors.All, errors.Plain);
        Assert.True(errors.IsUsable);
        Assert.Empty(errors.Warnings);
    }

    [Fact]
    public void A_wrong_assumption_gives_a_step_towards_the_error_and_repetition_the_error()
    {
        var assumed = 16.0;
        var first = Estimate((Optimal with { AssumedVariance = assumed }).Of);

        // (1 − k)(R + B) with k of the wrong assumption, here 16/20 of 5.44.
        Assert.Equal(Math.Sqrt(0.8 * 5.44), first.All.Error.Estimate, 0.05);
        Assert.Contains("estimate again", Assert.Single(first.Warnings), StringComparison.Ordinal);
        Assert.True(first.IsUsable);

        for (var i = 0; i < 12; i++)
        {
            assumed = Math.Pow(Estimate((Optimal with { AssumedVariance = assumed }).Of).All.Error.Estimate, 2);
        }

        Assert.Equal(1.2, Math.Sqrt(assumed), 0.08);
    }

    /// <summary>The published background is the previous analysis, worse than what the model makes of it. Where it makes the best of it, the excess is independent of the rest.</summary>
    [Fact]
    public void A_background_worse_than_the_forecast_of_the_model_does_not_matter()
    {
        var errors = Estimate((Optimal with { PersistenceVariance = 3 }).Of);

        Assert.Equal(1.2, errors.All.Error.Estimate, 0.04);
        Assert.Equal(Math.Sqrt(7), errors.BackgroundError, 0.06);
    }

    [Fact]
    public void Raised_errors_are_set_apart()
    {
        var raised = Optimal with { ObservationVariance = 9, AssumedVariance = 9, Station = "raised" };
        var errors = Estimate(cycle => [.. raised.Of(cycle + 1000), .. Optimal.Of(cycle)]);

        Assert.Equal(20_000, errors.All.Observations);
        Assert.Equal(Math.Sqrt((9 + 1.44) / 2), errors.All.Error.Estimate, 0.1);
        Assert.Equal(Math.Sqrt((9 + 1.44) / 2), errors.All.AssumedError, 0.1 * errors.All.AssumedError);
        Assert.Equal((Cycles, 10_000L), (errors.Plain.Cycles, errors.Plain.Observations));
        Assert.Equal(1.2, errors.Plain.Error.Estimate, 0.03);
        Assert.Equal(1.2, errors.Plain.AssumedError, 1e-6);
        Assert.Contains("1.200 to 3.000: the 10000 observations with the lowest are estimated at 1.", Assert.Single(errors.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_was_assimilated_with_both_departures_counts()
    {
        var errors = Estimate(cycle => [.. Optimal.Of(cycle).SelectMany(d => new[]
        {
            d, d with { Flag = QualityFlag.Passive, Weight = 0, Observed = 50 }, d with { Weight = 0, Observed = 50 },
            d with { Background = float.NaN }, d with { Analysis = float.NaN }, d with { Observed = float.PositiveInfinity },
        })]);

        Assert.Equal(Estimate(Optimal.Of).All, errors.All);
    }

    [Fact]
    public void Cycles_without_a_background_are_left_out()
    {
        var errors = Estimate(cycle => [.. Optimal.Of(cycle).Select(d => cycle < 7 ? d with { Background = d.Climatology } : d)]);

        Assert.Equal((Cycles - 7, 7), (errors.All.Cycles, errors.CyclesWithoutBackground));
        Assert.Equal("cycles left out because climatology stood in for the background: 7", Assert.Single(errors.Warnings));
    }

    [Fact]
    public void Too_few_cycles_make_no_setting()
    {
        Assert.True(Estimate(Optimal.Of, 20).IsUsable);

        var errors = Estimate(Optimal.Of, 19);

        Assert.False(errors.IsUsable);
        Assert.Contains("too few cycles for a setting: 19 of the 20 needed", errors.Warnings);
    }

    [Fact]
    public void An_analysis_past_the_observations_has_no_estimate()
    {
        var errors = Estimate(cycle => [.. Optimal.Of(cycle).Select(d => d with { Analysis = d.Observed + (0.2f * (d.Observed - d.Background)) })]);

        Assert.True(double.IsNaN(errors.All.Error.Estimate));
        Assert.Equal(0, errors.All.Error.High);
        Assert.False(errors.IsUsable);
        Assert.Contains(errors.Warnings, warning => warning.Contains("is not positive: the analysis is drawn past", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.0, "is not positive: the analysis does not move", false)]
    [InlineData(0.02, "hardly follows these observations", true)]
    public void An_analysis_that_does_not_follow_is_told(double gain, string warning, bool usable)
    {
        var errors = Estimate(cycle => [.. Optimal.Of(cycle).Select(d => d with { Analysis = d.Background + ((float)gain * (d.Observed - d.Background)) })]);

        Assert.Equal(usable, errors.IsUsable);
        Assert.Contains(errors.Warnings, told => told.Contains(warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Bias_and_rejections_are_told()
    {
        var biased = Estimate((Optimal with { ObservationBias = 2 }).Of);
        var rejected = Estimate(cycle => [.. Optimal.Of(cycle).Select((d, i) => i < 5 ? d with { Flag = QualityFlag.BuddyDeparture, Weight = 0 } : d)]);

        Assert.Contains(biased.Warnings, warning => warning.Contains("mean departures are", StringComparison.Ordinal));
        Assert.StartsWith("checks against the field or the station's history took away 10.0 %", Assert.Single(rejected.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_tell_no_errors_have_an_estimate_without_ratio()
    {
        var errors = Estimate(cycle => [.. Optimal.Of(cycle).Select(d => d with { Error = float.NaN, Weight = float.NaN, BackgroundError = float.NaN })]);

        Assert.Equal(1.2, errors.Plain.Error.Estimate, 0.03);
        Assert.True(double.IsNaN(errors.All.Ratio));
        Assert.True(double.IsNaN(errors.AssumedBackgroundError));
        Assert.True(errors.IsUsable);
        Assert.Equal("the files do not tell which errors were assumed", Assert.Single(errors.Warnings));
    }

    [Fact]
    public void Nothing_assimilated_is_told()
    {
        var errors = Estimate(cycle => [.. Optimal.Of(cycle).Select(d => d with { Flag = QualityFlag.Passive })]);

        Assert.False(errors.IsUsable);
        Assert.Equal("no observation was assimilated with O-B and O-A known", Assert.Single(errors.Warnings));
        Assert.Empty(errors.Sources);
    }

    [Fact]
    public void Sources_with_the_largest_errors_come_first()
    {
        var poor = Optimal with { PerCycle = 1, ObservationVariance = 16, Station = "poor" };
        var rare = Optimal with { PerCycle = 1, ObservationVariance = 100, Station = "rare" };
        var errors = Estimate(cycle => [.. Optimal.Of(cycle), .. poor.Of(cycle + 1000), .. cycle < 29 ? rare.Of(cycle + 2000) : []]);

        Assert.Equal(10, errors.Sources.Count);
        var first = errors.Sources[0];
        Assert.Equal(("poor0", (long)Cycles), (first.SourceId, first.Observations));
        // (1 − k) of R + B of this station, with the gain of the others.
        Assert.Equal(Math.Sqrt(1.44 / 5.44 * 20), first.Error, 0.25);
        Assert.Equal(Math.Sqrt(20), first.DepartureDeviation, 0.5);
        Assert.Equal(1.2, first.AssumedError, 1e-6);
        Assert.True(errors.Sources[1].Error < 1.6);
    }

    private static QuantityErrors Estimate(Func<int, List<ObservationDeparture>> departures, int cycles = Cycles)
    {
        var estimator = new ObservationErrorEstimator(new ObservationErrorOptions());
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            estimator.Add(LinearAnalyses.Time(cycle), departures(cycle));
        }

        Assert.Equal(cycles, estimator.Cycles.Count);
        return Assert.Single(estimator.Estimate());
    }
}
