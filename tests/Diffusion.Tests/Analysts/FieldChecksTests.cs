using System.IO.Compression;
using System.Runtime.InteropServices;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Analysts;

public sealed class FieldChecksTests(BundledModel model) : IClassFixture<BundledModel>
{
    private static readonly AnalysisRequest Request = new(4, 1, KeepMembers: false);
    private CycleObservations Second => model.Windows[1];

    [Fact]
    public void The_background_is_as_uncertain_as_the_previous_analysis_and_the_change_since()
    {
        var first = model.First(4);
        var second = Analyse(Second, first.State).ToLookup(d => d.StationId);

        // Cold, the error is one and a half climatological deviations.
        var both = first.Departures.Where(d => second.Contains(d.StationId))
            .Select(d => (First: d, Second: second[d.StationId].First(), Change: new AnalystOptions().BackgroundChange * d.BackgroundErrorK / 1.5)).ToList();
        Assert.InRange(both.Count, 500, 1300);
        Assert.All(both, pair => Assert.True(pair.Second.BackgroundErrorK >= 0.999 * pair.Change));
        var spread = both.Average(pair => Math.Sqrt(Math.Max(0, (pair.Second.BackgroundErrorK * pair.Second.BackgroundErrorK) - (pair.Change * pair.Change))));
        // Interpolated between cells it is larger than that of the members interpolated, which were guided at the stations themselves.
        Assert.InRange(spread / both.Average(pair => pair.First.AnalysisSpreadK), 0.9, 1.6);
    }

    [Fact]
    public void A_region_where_the_background_is_wrong_is_kept_and_a_station_alone_is_not()
    {
        var honest = Honest();
        var centre = honest.MaxBy(one => honest.Count(other => DistanceKm(one, other) < 500))!;
        var lonely = honest.First(one => DistanceKm(centre, one) > 5000);
        var surge = honest.Where(one => DistanceKm(centre, one) < 700).Select(one => one.StationId).ToHashSet();
        var departures = Analyse(With(reading => surge.Contains(reading.StationId) ? 14 : reading == lonely ? 25 : 0), model.First(4).State);

        Assert.InRange(surge.Count, 5, 500);
        var rejected = departures.First(d => d.StationId == lonely.StationId);
        Assert.Equal((QualityFlag.FirstGuessDeparture, 0f), (rejected.Flag, rejected.Use!.Weight));
        Assert.InRange(rejected.ObservedK - rejected.BackgroundK, 20, 30);
        Assert.Matches(@"^departs by \+\d+\.\d K from the background \(at most \d+\.\d K with errors of \d\.\d+ and 1\.0 K\)", rejected.Reason);
        var kept = departures.Where(d => surge.Contains(d.StationId) && d.Flag == QualityFlag.Assimilated).ToList();
        Assert.InRange(kept.Count / (double)departures.Count(d => surge.Contains(d.StationId) && (d.Flag.IsAgainstField() || d.Flag == QualityFlag.Assimilated)), 0.8, 1);
        Assert.Contains(kept, d => d.Reason.Contains("neighbours agree", StringComparison.Ordinal));
    }

    [Fact]
    public void Clean_observations_give_the_same_bytes_with_the_checks_and_without()
    {
        // Some planted gross errors are small enough to pass ingest.
        var faulty = Analyse(Second, model.First(4).State).Where(d => d.Flag.IsAgainstField()).Select(d => d.StationId).ToHashSet();
        var clean = Second with { Readings = [.. Second.Readings.Where(reading => !faulty.Contains(reading.StationId))] };
        Assert.InRange(faulty.Count, 1, 10);
        var unguarded = new AnalystOptions { Steps = 2, GuidanceIterations = 1, BackgroundCheckDeviations = 0, BuddyCheckDeviations = 0 };
        using var without = BundledModel.Load(unguarded);
        var state = model.First(4).State;
        var (one, other) = (model.QuickAnalyst.Analyse(clean, [state], Request, CancellationToken.None), without.Analyse(clean, [state], Request, CancellationToken.None));

        Assert.Equal(MemoryMarshal.AsBytes<float>(other.MeanK).ToArray(), MemoryMarshal.AsBytes<float>(one.MeanK).ToArray());
    }

    [Fact]
    public void A_state_of_before_the_spread_was_carried_is_read()
    {
        var state = model.First(4).State;
        var cells = model.Analyst.Grid.Horizontal.CellCount;
        using var raw = new MemoryStream();
        using (var inflated = new DeflateStream(new MemoryStream(state.Bytes.ToArray()), CompressionMode.Decompress))
        {
            inflated.CopyTo(raw);
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(raw.ToArray().AsSpan(..^((cells * sizeof(float)) + sizeof(int))));
        }

        var before = Analyse(Second, state with { Bytes = packed.ToArray() });
        var now = Analyse(Second, state);

        Assert.True(before.Average(d => d.BackgroundErrorK) > now.Average(d => d.BackgroundErrorK));
        Assert.Throws<InvalidDataException>(() => Analyse(Second, state with { Bytes = packed.ToArray().AsMemory()[..^9000] }));
    }

    private List<StationReading> Honest()
    {
        var near = Analyse(Second, model.First(4).State).Where(d => Math.Abs(d.ObservedK - d.BackgroundK) < 3).Select(d => d.StationId).ToHashSet();
        return [.. Second.Readings.Where(reading => IsUsed(reading) && near.Contains(reading.StationId))];
    }

    private static bool IsUsed(StationReading reading) =>
        reading is { Flag: QualityFlag.Assimilated, AirTemperatureFlag: QualityFlag.Assimilated, AirTemperatureK: not null };

    private static double DistanceKm(StationReading one, StationReading other) => GreatCircle.DistanceKm(
        one.LatitudeDegrees!.Value, one.LongitudeDegrees!.Value, other.LatitudeDegrees!.Value, other.LongitudeDegrees!.Value);

    private CycleObservations With(Func<StationReading, double> added) => Second with
    {
        Readings = [.. Second.Readings.Select(r => added(r) is var kelvin and not 0 ? r with { AirTemperatureK = r.AirTemperatureK + kelvin } : r)],
    };

    private IReadOnlyList<StationDeparture> Analyse(CycleObservations window, CycleState state) =>
        model.QuickAnalyst.Analyse(window, [state], Request, CancellationToken.None).Departures;
}
