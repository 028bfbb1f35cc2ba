using Slams.Core.Cycles;
using Slams.Verification.Simulation;
using Slams.Verification.Tests.Truths;

namespace Slams.Verification.Tests.Simulation;

public sealed class StationSimulatorTests
{
    private const int Stations = 2000;
    private static readonly AnalyticTruth Truth = new(20);
    private static readonly Site[] Sites = [.. Enumerable.Range(0, Stations).Select(i =>
        new Site($"S{i:0000}", Math.Asin((((i + 0.5) * 2) / Stations) - 1) * 180 / Math.PI, (i * 137.508) % 360, null))];

    [Fact]
    public void Errors_have_the_size_asked_for_and_reports_the_stamps()
    {
        var system = new ObservingSystem { GrossErrorShare = 0, DuplicateShare = 0 };
        var (reports, silent) = Observe(system, seed: 1);
        var errors = reports.Where(r => r.Report.Reading.AirTemperatureK is not null)
            .Select(r => r.Report.Reading.AirTemperatureK!.Value - At(r.Report, Truth.NearSurfaceTemperatureK(r.Index))).ToArray();
        Assert.Equal(0, errors.Average(), 0.03);
        Assert.Equal(1, Math.Sqrt(errors.Average(e => e * e)), 0.03);

        Assert.All(reports, r => Assert.InRange((r.Report.Reading.Time!.Value - Truth.Times[r.Index]).TotalMinutes, -60, 60));
        Assert.Contains(reports, r => (r.Report.Reading.Time!.Value - Truth.Times[r.Index]).TotalMinutes > 55);
        Assert.All(reports, r => Assert.True(r.Report.Arrival >= r.Report.Reading.Time));

        // 2.5 % each, within four standard deviations of a binomial of 40,000.
        var asked = (double)Stations * Truth.Times.Count;
        Assert.InRange(silent / asked, 0.022, 0.028);
        Assert.InRange(reports.Count(r => r.Report.Reading.AirTemperatureK is null) / asked, 0.021, 0.028);
        Assert.InRange(reports.Count(r => r.Report.Faults.HasFlag(PlantedFaults.Late)) / asked, 0.0035, 0.0065);
    }

    [Fact]
    public void Precipitation_is_log_normal_and_none_stays_none()
    {
        var (reports, _) = Observe(new ObservingSystem(), seed: 2);
        var dry = reports.Where(r => At(r.Report, Truth.Precipitation6hMm(r.Index)) == 0).ToArray();
        Assert.NotEmpty(dry);
        Assert.All(dry, r => Assert.Equal(0, r.Report.Reading.Precipitation6hMm));
        var logs = reports.Where(r => At(r.Report, Truth.Precipitation6hMm(r.Index)) > 3.9)
            .Select(r => Math.Log(r.Report.Reading.Precipitation6hMm!.Value / 4)).ToArray();
        Assert.Equal(0, logs.Average(), 0.02);
        Assert.Equal(0.3, Math.Sqrt(logs.Average(l => l * l)), 0.015);
    }

    [Fact]
    public void Gross_errors_and_repeats_have_their_shares_and_sizes()
    {
        var (reports, _) = Observe(new ObservingSystem(), seed: 3);
        var first = reports.Where(r => (r.Report.Faults & (PlantedFaults.ExactRepeat | PlantedFaults.DifferingRepeat)) == 0).ToArray();
        var gross = first.Where(r => r.Report.Faults.HasFlag(PlantedFaults.GrossError)).ToArray();
        Assert.InRange((double)gross.Length / first.Length, 0.007, 0.013);
        Assert.All(gross, r => Assert.InRange(Math.Abs(r.Report.GrossErrorK), 15, 40));
        Assert.InRange(gross.Count(r => r.Report.GrossErrorK > 0) / (double)gross.Length, 0.4, 0.6);
        Assert.All(gross, r => Assert.Equal(
            At(r.Report, Truth.NearSurfaceTemperatureK(r.Index)) + r.Report.GrossErrorK, r.Report.Reading.AirTemperatureK!.Value, 6.0));

        var repeats = reports.Length - first.Length;
        Assert.InRange((double)repeats / first.Length, 0.007, 0.013);
        Assert.InRange(reports.Count(r => r.Report.Faults.HasFlag(PlantedFaults.DifferingRepeat)) / (double)repeats, 0.15, 0.35);
    }

    [Fact]
    public void A_station_reports_the_same_whatever_else_is_simulated()
    {
        var system = new ObservingSystem();
        var few = new StationSimulator(system, Truth.Grid.Horizontal, Sites[500..520], 9);
        var all = new StationSimulator(system, Truth.Grid.Horizontal, Sites, 9);
        var cycle = CycleSchedule.SixHourly.CycleAt(Truth.Times[7]);
        var (t, p) = (Truth.NearSurfaceTemperatureK(7), Truth.Precipitation6hMm(7));
        var expected = few.Reports(cycle, t, p, []).ToArray();
        var ids = Sites[500..520].Select(site => site.StationId).ToHashSet();
        Assert.Equal(expected, all.Reports(cycle, t, p, []).Where(r => ids.Contains(r.Reading.StationId)));

        // A share changed leaves every other number alone.
        var without = new StationSimulator(system with { GrossErrorShare = 0 }, Truth.Grid.Horizontal, Sites, 9);
        var changed = all.Reports(cycle, t, p, []).Zip(without.Reports(cycle, t, p, []))
            .Count(pair => pair.First.Reading != pair.Second.Reading);
        Assert.InRange(changed, 5, 50);
    }

    private static double At(SimulatedReport report, float[] field) => Truth.Grid.Horizontal
        .Interpolate(report.Reading.LatitudeDegrees!.Value, report.Reading.LongitudeDegrees!.Value).Apply(field);

    private static ((SimulatedReport Report, int Index)[] Reports, int Silent) Observe(ObservingSystem system, ulong seed)
    {
        var simulator = new StationSimulator(system, Truth.Grid.Horizontal, Sites, seed);
        var silent = new List<string>();
        var reports = Enumerable.Range(0, Truth.Times.Count).SelectMany(index => simulator.Reports(
            CycleSchedule.SixHourly.CycleAt(Truth.Times[index]), Truth.NearSurfaceTemperatureK(index), Truth.Precipitation6hMm(index),
            silent).Select(report => (report, index))).ToArray();
        return (reports, silent.Count);
    }
}
