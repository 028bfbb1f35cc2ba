using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Analysts;

public sealed class StationHistoryTests(BundledModel model) : IClassFixture<BundledModel>
{
    private static readonly AnalysisRequest Request = new(2, 1, KeepMembers: false);

    private static readonly AnalystOptions Options = new()
    {
        Steps = 1,
        GuidedStationShare = 0,
        HistoryHalfLifeCycles = 5,
        HistoryMinimumCycles = 3,
        HistoryMaximumBiasK = 4,
        HistoryMaximumDeviations = 0,
        HistoryBiasCorrection = true,
    };

    [Fact]
    public void A_bias_is_taken_off_a_larger_one_excludes_and_a_failed_cycle_forgets_neither()
    {
        using var analyst = BundledModel.Load(Options);
        var honest = model.Windows[1].Readings
            .Where(r => r is { Flag: QualityFlag.Assimilated, AirTemperatureFlag: QualityFlag.Assimilated, AirTemperatureK: not null, LatitudeDegrees: > -30 and < 30 })
            .Select(r => r.StationId).Take(2).ToArray();
        var (mild, hot) = (honest[0], honest[1]);
        var windows = Enumerable.Range(0, 6).Select(cycle => Window(cycle, mild, hot)).ToList();
        var results = new List<CycleResult>();
        foreach (var window in windows)
        {
            results.Add(analyst.Analyse(window, [.. results.Select(result => result.State)], Request, CancellationToken.None));
        }

        Assert.All(results[..4], result => Assert.Equal(0, Of(result, mild).Use!.Correction));
        Assert.DoesNotContain(QualityFlag.History, results[..4].Select(result => Of(result, hot).Flag));
        var (corrected, excluded) = (Of(results[^1], mild), Of(results[^1], hot));
        Assert.InRange(corrected.Use!.Correction, -4, -0.5);
        Assert.Equal((float)windows[^1].Readings.First(r => r.StationId == mild).AirTemperatureK!.Value + corrected.Use.Correction, corrected.ObservedK);
        Assert.Matches(@"^bias: -\d\.\d+ K added, from departures over \d cycles", corrected.Reason);
        Assert.Equal((QualityFlag.History, 0f, 0f), (excluded.Flag, excluded.Use!.Weight, excluded.Use.Correction));
        Assert.Matches(@"^departures from the background over \d cycles: mean \+\d+\.\d K \(at most 4\.0 K\)", excluded.Reason);

        // The cycle before has failed and left nothing; what is known of stations is in the state before that.
        var afterGap = analyst.Analyse(windows[^1], [.. results[..4].Select(result => result.State)], Request, CancellationToken.None);
        Assert.Equal(QualityFlag.History, Of(afterGap, hot).Flag);
        Assert.True(Of(afterGap, mild).Use!.Correction < 0);

        // Without a history nothing is remembered, and what was is no hindrance.
        using var without = BundledModel.Load(Options with { HistoryHalfLifeCycles = 0 });
        var forgetful = without.Analyse(windows[^1], [results[4].State], Request, CancellationToken.None);
        Assert.NotEqual(QualityFlag.History, Of(forgetful, hot).Flag);
        Assert.True(forgetful.State.Bytes.Length < results[^1].State.Bytes.Length);
    }

    private static StationDeparture Of(CycleResult result, string station) => result.Departures.First(d => d.StationId == station);

    // The same weather again and again, with which every departure that stays is a bias.
    private CycleObservations Window(int later, string mild, string hot)
    {
        var schedule = CycleSchedule.SixHourly;
        var first = model.Windows[1];
        var cycle = schedule.At(first.Cycle.Index + later);
        return new CycleObservations(
            cycle,
            [
                .. first.Readings.Select(r => r with
                {
                    Time = r.Time + (cycle.Time - first.Cycle.Time),
                    AirTemperatureK = r.AirTemperatureK + (r.StationId == mild ? 3.5 : r.StationId == hot ? 15 : 0),
                }),
            ],
            [.. first.Frames.Select(frame => frame with { Time = frame.Time + (cycle.Time - first.Cycle.Time) })]);
    }
}
