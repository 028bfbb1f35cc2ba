using System.Runtime.InteropServices;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Observations;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Analysts;

public sealed class LatentAnalystTests(BundledModel model) : IClassFixture<BundledModel>
{
    private CycleObservations First => model.Windows[0];

    [Fact]
    public void Cycling_beats_climatology_by_far_and_improves_with_history()
    {
        var errors = model.Cycle(model.Windows).Select((r, i) => model.ErrorOverClimatology(model.Windows[i].Cycle, r.MeanK)).ToArray();

        Assert.All(errors, error => Assert.InRange(error, 0.05, 0.75));
        Assert.True(errors[2] < errors[0], $"third {errors[2]}, first {errors[0]}");
    }

    [Fact]
    public void Without_any_observation_the_analysis_is_climatology_with_its_spread()
    {
        var result = Assert.Single(model.Cycle([First with { Readings = [], Frames = [] }], members: 8));

        Assert.InRange(model.ErrorOverClimatology(First.Cycle, result.MeanK), 0.8, 1.35);
        Assert.InRange(result.SpreadK.Average(), 0.5, 3);
        Assert.Empty(result.Departures);
    }

    [Fact]
    public void An_empty_window_keeps_what_the_background_knows()
    {
        var empty = model.Windows[1] with { Readings = [], Frames = [] };

        var carried = model.Analyst.Analyse(empty, [model.First(4).State], new AnalysisRequest(4, 1, KeepMembers: true), CancellationToken.None);
        var cold = Assert.Single(model.Cycle([empty]));

        Assert.True(
            model.ErrorOverClimatology(empty.Cycle, carried.MeanK) < 0.85 * model.ErrorOverClimatology(empty.Cycle, cold.MeanK),
            "a background of six hours ago is far better than none");
        Assert.True(carried.SpreadK.Average() < cold.SpreadK.Average());
    }

    [Fact]
    public void Either_modality_alone_is_worth_something_and_both_are_worth_more()
    {
        double Error(CycleObservations window) => model.ErrorOverClimatology(window.Cycle, model.Cycle([window], members: 8)[0].MeanK);

        var (stations, frames, both) = (Error(First with { Frames = [] }), Error(First with { Readings = [] }), model.ErrorOverClimatology(First.Cycle, model.First(8).MeanK));

        Assert.True(stations < 0.95, $"stations alone {stations}");
        Assert.True(frames < 1.05, $"frames alone {frames}");
        Assert.True(both < stations && both < frames, $"both {both}, stations {stations}, frames {frames}");
    }

    [Fact]
    public void Profiles_that_no_network_has_seen_improve_the_analysis()
    {
        var profiled = model.Cycle([First with { Profiles = model.Profiles(First.Cycle, 50) }], members: 8)[0];

        var (without, with) = (model.ErrorOverClimatology(First.Cycle, model.First(8).MeanK), model.ErrorOverClimatology(First.Cycle, profiled.MeanK));
        Assert.True(with < 0.97 * without, $"with {with}, without {without}");
        Assert.Empty(model.First(8).Profiles);
        Assert.Equal(50 * 8, profiled.Profiles.Count);
        var used = profiled.Profiles.Where(departure => departure.Use.Weight == 1).ToList();
        Assert.InRange(used.Count, 300, 400);
        double Size(Func<ProfileDeparture, float> departure) => Math.Sqrt(used.Average(one => departure(one) * departure(one)));
        var (background, analysis) = (Size(one => one.ObservedK - one.BackgroundK), Size(one => one.ObservedK - one.AnalysisK));
        Assert.True(analysis < 0.8 * background, $"analysis {analysis}, background {background}");
    }

    [Fact]
    public void Same_bytes_whatever_the_number_of_threads()
    {
        using var single = BundledModel.Load(new AnalystOptions { Threads = 1 });

        var one = single.Analyse(First, [], new AnalysisRequest(8, 1, KeepMembers: true), CancellationToken.None);
        var many = model.First(8);

        Assert.Equal(Bytes(one.MeanK), Bytes(many.MeanK));
        Assert.Equal(one.State.Bytes.ToArray(), many.State.Bytes.ToArray());
    }

    [Fact]
    public void A_member_before_it_is_stretched_about_the_mean_does_not_depend_on_how_many_there_are()
    {
        using var plain = BundledModel.LoadWith(1);
        float[][] Members(int count) => [.. plain.Analyse(First, [], new AnalysisRequest(count, 1, KeepMembers: true), CancellationToken.None).MembersK];

        Assert.Equal(Members(3).Select(Bytes), Members(6).Take(3).Select(Bytes));
    }

    [Fact]
    public void Stretching_members_changes_their_spread_and_neither_mean_nor_what_is_carried_on()
    {
        using var plain = BundledModel.LoadWith(1);
        using var stretched = BundledModel.LoadWith([2, .. Enumerable.Repeat(1f, 7), 1.5f]);
        var request = new AnalysisRequest(4, 1, KeepMembers: true);

        var (one, other) = (plain.Analyse(First, [], request, CancellationToken.None), stretched.Analyse(First, [], request, CancellationToken.None));

        var cells = stretched.Grid.Horizontal.CellCount;
        Assert.All(one.MeanK.Zip(other.MeanK), pair => Assert.Equal(pair.First, pair.Second, 0.001f));
        Assert.All(one.SpreadK.Zip(other.SpreadK).Take(cells), pair => Assert.Equal(2 * pair.First, pair.Second, 0.001f));
        Assert.Equal(Bytes(one.SpreadK[cells..]), Bytes(other.SpreadK[cells..]));
        Assert.All(one.Departures.Zip(other.Departures), pair => Assert.Equal(1.5f * pair.First.AnalysisSpreadK, pair.Second.AnalysisSpreadK, 0.001f));
        Assert.Equal(one.State.Bytes.ToArray(), other.State.Bytes.ToArray());
    }

    [Fact]
    public void A_cycle_without_longwave_hands_on_a_larger_spread_and_the_rest_unchanged()
    {
        using var plain = BundledModel.LoadWith(manifest => manifest with { CarriedSpreadWithoutLongwave = 1 });
        using var wider = BundledModel.LoadWith(manifest => manifest with { CarriedSpreadWithoutLongwave = 1.5f });
        var request = new AnalysisRequest(4, 1, KeepMembers: false);
        var cells = plain.Grid.Horizontal.CellCount;
        (CycleResult Result, CarriedState Carried) Analyse(LatentAnalyst analyst, CycleObservations window)
        {
            var result = analyst.Analyse(window, [], request, CancellationToken.None);
            var (observations, latents) = (GriddedObservations.Channels * cells, 24 * cells / 4);
            return (result, CarriedState.Unpack(result.State, observations, latents, cells));
        }

        var (whole, other) = (Analyse(plain, First), Analyse(wider, First));
        var (without, widened) = (Analyse(plain, First with { Frames = [] }), Analyse(wider, First with { Frames = [] }));

        Assert.Equal(whole.Result.State.Bytes.ToArray(), other.Result.State.Bytes.ToArray());
        Assert.Equal(Bytes(without.Result.MeanK), Bytes(widened.Result.MeanK));
        Assert.Equal(Bytes(without.Result.SpreadK), Bytes(widened.Result.SpreadK));
        Assert.Equal(Bytes(without.Carried.Mean), Bytes(widened.Carried.Mean));
        Assert.All(
            without.Carried.LogSpread.Zip(widened.Carried.LogSpread),
            pair => Assert.Equal(Math.Min(pair.First + Math.Log(1.5), 1.5), pair.Second, 1e-5));
    }

    [Fact]
    public void Another_seed_gives_other_members_of_the_same_posterior()
    {
        var one = model.First(8);
        var other = model.Analyst.Analyse(First, [], new AnalysisRequest(8, 2, KeepMembers: true), CancellationToken.None);

        Assert.NotEqual(Bytes(one.MembersK[0]), Bytes(other.MembersK[0]));
        var (a, b) = (model.ErrorOverClimatology(First.Cycle, one.MeanK), model.ErrorOverClimatology(First.Cycle, other.MeanK));
        Assert.InRange(a / b, 0.9, 1.1);
    }

    [Fact]
    public void A_state_of_another_model_is_left_aside()
    {
        var state = model.First(4).State with { ModelHash = new string('0', 64) };
        var request = new AnalysisRequest(4, 1, KeepMembers: false);

        var foreign = model.QuickAnalyst.Analyse(model.Windows[1], [state], request, CancellationToken.None);
        var none = model.QuickAnalyst.Analyse(model.Windows[1], [], request, CancellationToken.None);

        Assert.Equal(Bytes(none.MeanK), Bytes(foreign.MeanK));
    }

    [Fact]
    public void A_station_far_from_the_background_is_flagged_and_moves_nothing()
    {
        var honest = First.Readings.First(r => r.Flag == QualityFlag.Assimilated && r.AirTemperatureK is not null);
        var wrong = honest with { AirTemperatureK = honest.AirTemperatureK + 60 };
        var silent = honest with { AirTemperatureK = null };
        CycleResult With(StationReading reading) => model.QuickAnalyst.Analyse(
            First with { Readings = [.. First.Readings.Select(r => r == honest ? reading : r)] }, [], new AnalysisRequest(4, 1, KeepMembers: false), CancellationToken.None);

        var (kept, without) = (With(wrong), With(silent));

        Assert.Contains(kept.Departures, d => d.StationId == honest.StationId && d.Flag == QualityFlag.FirstGuessDeparture);
        Assert.Equal(
            without.Departures.Select(d => (d.StationId, d.Flag, d.Reason)), kept.Departures.Where(d => d.StationId != honest.StationId).Select(d => (d.StationId, d.Flag, d.Reason)));
        Assert.Equal(Bytes(without.MeanK), Bytes(kept.MeanK));
    }

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();
}
