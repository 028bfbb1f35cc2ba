using Slams.Core.Observations;
using Slams.Verification.Evaluation;
using Slams.Verification.Simulation;
using Slams.Verification.Tests.Truths;

namespace Slams.Verification.Tests.Evaluation;

public sealed class TruthObserverTests
{
    private static readonly ObservingSystem Faulty = new() { GrossErrorShare = 0.1, SmallestGrossErrorK = 30, DuplicateShare = 0.1, LateShare = 0.1 };

    [Fact]
    public void The_same_seed_observes_the_same_and_another_something_else()
    {
        using var truth = new AnalyticTruth(2);
        var (first, again, other) = (ObservedWorld.Observer(truth), ObservedWorld.Observer(truth), ObservedWorld.Observer(truth, seed: 2));

        Assert.Equal(first.Observe(0).Observations.Readings, again.Observe(0).Observations.Readings);
        Assert.Equal(first.Observe(1).Observations.Frames[0].Values, again.Observe(1).Observations.Frames[0].Values);
        Assert.NotEqual(first.Observe(0).Observations.Readings, other.Observe(0).Observations.Readings);
    }

    [Fact]
    public void Quality_control_finds_what_was_planted_and_withheld_stations_are_passive()
    {
        using var truth = new AnalyticTruth(1);
        var observed = ObservedWorld.Observer(truth, Faulty).Observe(0);
        var readings = observed.Observations.Readings;

        Assert.NotEmpty(observed.GrossErrors);
        Assert.Contains(readings, reading => reading.Flag == QualityFlag.Passive);
        Assert.Contains(readings, reading => reading.Flag == QualityFlag.Duplicate);
        Assert.All(
            readings.Where(reading => observed.GrossErrors.Contains(reading.StationId)),
            reading => Assert.True(reading.AirTemperatureFlag is QualityFlag.GrossError or QualityFlag.Duplicate, $"{reading.AirTemperatureFlag}"));
        Assert.True(readings.Select(reading => reading.StationId).SequenceEqual(readings.Select(reading => reading.StationId).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Baselines_get_faultless_reports_of_stations_not_withheld_once_each()
    {
        using var truth = new AnalyticTruth(1);
        var observed = ObservedWorld.Observer(truth, Faulty).Observe(0);
        var passive = observed.Observations.Readings.Where(reading => reading.Flag == QualityFlag.Passive).Select(reading => reading.StationId);

        Assert.NotEmpty(observed.FaultlessReadings);
        Assert.All(observed.FaultlessReadings, reading => Assert.NotNull(reading.AirTemperatureK));
        Assert.Distinct(observed.FaultlessReadings.Select(reading => reading.StationId));
        Assert.Empty(observed.FaultlessReadings.Select(reading => reading.StationId).Intersect([.. observed.GrossErrors, .. passive]));
        Assert.All(observed.FaultlessReadings, reading => Assert.InRange(Math.Abs(reading.AirTemperatureK!.Value - Truth(reading)), 0, 6));

        double Truth(StationReading reading) => truth.Grid.Horizontal
            .Interpolate(reading.LatitudeDegrees!.Value, reading.LongitudeDegrees!.Value).Apply(truth.NearSurfaceTemperatureK(0));
    }

    [Fact]
    public void Late_reports_are_counted_and_do_not_enter()
    {
        using var truth = new AnalyticTruth(1);
        var all = ObservedWorld.Observer(truth, Faulty with { LateShare = 0 }).Observe(0);
        var observed = ObservedWorld.Observer(truth, Faulty).Observe(0);

        Assert.InRange(observed.Late, 20, 80);
        Assert.Equal(all.Observations.Readings.Count, observed.Observations.Readings.Count + observed.Late);
    }

    [Fact]
    public void A_kind_of_observation_can_be_left_out_and_the_others_stay_the_same()
    {
        using var truth = new AnalyticTruth(1);
        var all = ObservedWorld.Observer(truth).Observe(0);
        var noStations = ObservedWorld.Observer(truth, without: Modality.Stations).Observe(0);
        var noLongwave = ObservedWorld.Observer(truth, without: Modality.Longwave).Observe(0);
        var noRain = ObservedWorld.Observer(truth, without: Modality.Precipitation).Observe(0);

        Assert.Empty(noStations.FaultlessReadings);
        Assert.DoesNotContain(noStations.Observations.Readings, reading => reading.Flag == QualityFlag.Assimilated);
        Assert.Equal(
            all.Observations.Readings.Where(reading => reading.Flag == QualityFlag.Passive),
            noStations.Observations.Readings.Where(reading => reading.Flag == QualityFlag.Passive));
        Assert.Empty(noLongwave.Observations.Frames);
        Assert.Equal(all.Observations.Readings, noLongwave.Observations.Readings);
        Assert.All(noRain.Observations.Readings, reading => Assert.NotEqual(QualityFlag.Assimilated, reading.PrecipitationFlag));
        Assert.Equal(all.Observations.Readings.Select(reading => reading.AirTemperatureK), noRain.Observations.Readings.Select(reading => reading.AirTemperatureK));
        Assert.Equal(all.Observations.Frames[0].Values, noRain.Observations.Frames[0].Values);
    }

    [Fact]
    public void Profiles_observe_every_level_with_their_error_and_leave_the_rest_alone()
    {
        using var truth = new AnalyticTruth(1);
        var system = new ObservingSystem { Profiles = new ProfileSystem(50, 0.5) };
        var plain = ObservedWorld.Observer(truth).Observe(0).Observations;
        var observed = ObservedWorld.Observer(truth, system).Observe(0).Observations;

        Assert.Empty(plain.Profiles);
        Assert.Empty(ObservedWorld.Observer(truth, system, without: Modality.Profiles).Observe(0).Observations.Profiles);
        Assert.Equal(plain.Readings, observed.Readings);
        Assert.Equal(50, observed.Profiles.Select(profile => profile.StationId).Distinct().Count());
        var errors = observed.Profiles.SelectMany(Errors).ToArray();
        Assert.Equal(50 * truth.Grid.PressureLevelsPa.Count, errors.Length);
        Assert.InRange(Math.Sqrt(errors.Average(error => error * error)), 0.35, 0.65);

        IEnumerable<double> Errors(TemperatureProfile profile)
        {
            var at = truth.Grid.Horizontal.Interpolate(profile.LatitudeDegrees!.Value, profile.LongitudeDegrees!.Value);
            var cells = truth.Grid.Horizontal.CellCount;
            return profile.Levels.Select((value, level) => (double)(value.TemperatureK - at.Apply(truth.TemperatureK(0).AsSpan(level * cells, cells))));
        }
    }
}
