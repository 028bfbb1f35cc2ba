using System.Runtime.InteropServices;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Observations;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Analysts;

public sealed class CycleDeparturesTests(BundledModel model) : IClassFixture<BundledModel>
{
    private CycleObservations First => model.Windows[0];

    [Fact]
    public void Every_temperature_with_a_position_tells_how_it_was_assimilated()
    {
        var departures = model.First(2).Departures;

        var readings = First.Readings.Where(r => r.AirTemperatureK is not null && HasPosition(r)).ToList();
        Assert.Equal(readings.Count, departures.Count);
        Assert.Contains(departures, d => d.Flag is not (QualityFlag.Assimilated or QualityFlag.FirstGuessDeparture));
        foreach (var (reading, d) in readings.Zip(departures))
        {
            Assert.Equal((reading.StationId, (float)reading.AirTemperatureK!), (d.StationId, d.ObservedK));
            Assert.Equal(new AnalystOptions().TemperatureErrorK, d.Use!.Error);
            Assert.Equal(d.Flag == QualityFlag.Assimilated ? 1 : 0, d.Use.Weight);
            Assert.Equal((reading.Time!.Value - First.Cycle.Time).TotalSeconds, d.Use.TimeOffsetSeconds);
            // Cells of 3.75 degrees: half a diagonal at the equator is 295 km, and a pole is 310 km from the last row.
            Assert.InRange(d.Use.CellDistanceKm, 0, 310);
        }
    }

    [Fact]
    public void Precipitation_has_the_error_of_its_amount_and_shares_of_the_average_on_the_grid()
    {
        var departures = model.First(2).Precipitation;

        var readings = First.Readings.Where(r => r.Precipitation6hMm is not null && HasPosition(r)).ToList();
        Assert.Equal(readings.Count, departures.Count);
        Assert.All(readings.Zip(departures), pair =>
        {
            var (reading, d) = pair;
            Assert.Equal(PrecipitationError.ToLog((float)reading.Precipitation6hMm!), d.Observed);
            Assert.Equal(PrecipitationError.SigmaLog(d.Observed), d.Use.Error);
            Assert.InRange(d.Use.Weight, d.Flag == QualityFlag.Assimilated ? 1e-6f : 0, d.Flag == QualityFlag.Assimilated ? 1.000001f : 0);
        });
        Assert.True(departures.Max(d => d.Observed) > 1 && departures.Min(d => d.Observed) == 0);
        Assert.True(Rms(departures.Where(Used).Select(d => d.Observed - d.Analysis)) < Rms(departures.Where(Used).Select(d => d.Observed - d.Climatology)));

        static bool Used(PrecipitationDeparture d) => d.Flag == QualityFlag.Assimilated;
    }

    [Fact]
    public void Longwave_is_told_cell_by_cell_with_equivalents_nearer_to_it_than_climatology()
    {
        var (first, second) = (model.Windows[0], model.Windows[1]);
        var results = model.Cycle([first, second]);

        Assert.Equal(results[0].Longwave!.Climatology, results[0].Longwave!.Background);
        var longwave = results[1].Longwave!;
        Assert.NotEqual(longwave.Climatology, longwave.Background);
        Assert.Equal(second.Frames.Count, longwave.Frames.Count);
        Assert.Equal(new AnalystOptions().LongwaveErrorWattsPerSquareMetre, longwave.Error);
        var (given, frame) = (second.Frames[0], longwave.Frames[0]);
        Assert.Equal((given.Platform, given.Time, given.Flag), (frame.Platform, frame.Time, frame.Flag));
        for (var cell = 0; cell < frame.Observed.Length; cell++)
        {
            var seen = given.ValidFraction[cell] >= 0.5f && float.IsFinite(given.Values[cell]);
            Assert.Equal(seen ? given.Values[cell] : float.NaN, frame.Observed[cell]);
            Assert.Equal(seen ? 1 : 0, longwave.Frames.Sum(each => each.Weight[cell]), 1e-6f);
        }

        double Departure(float[] field) => Rms(frame.Observed.Zip(field, (o, f) => o - f).Where(float.IsFinite));
        Assert.True(Departure(longwave.Analysis) < Departure(longwave.Climatology));
        Assert.True(Departure(longwave.Background) < Departure(longwave.Climatology));
        Assert.All(longwave.AnalysisSpread, spread => Assert.InRange(spread, 0.01f, 100));
    }

    [Fact]
    public void Two_frames_of_one_window_share_their_cells_and_one_that_is_flagged_has_no_part()
    {
        var frame = First.Frames[0];
        var window = First with { Frames = [frame, frame with { Platform = "other" }, frame with { Platform = "bad", Flag = QualityFlag.Late }] };

        var frames = model.Cycle([window], members: 2)[0].Longwave!.Frames;

        var cell = Array.FindIndex(frames[0].Observed, float.IsFinite);
        Assert.Equal([0.5f, 0.5f, 0], frames.Select(each => each.Weight[cell]));
        Assert.Equal(QualityFlag.Late, frames[2].Flag);
    }

    [Fact]
    public void Frames_computed_from_something_else_weigh_as_one_together_and_brightness_temperatures_have_no_part()
    {
        var frame = First.Frames[0];
        var computed = frame with { Platform = "computed", RetrievalError = 10 };
        var temperatures = frame with { Quantity = FrameQuantity.BrightnessTemperature, Flag = QualityFlag.Passive };
        var window = First with { Frames = [temperatures, frame, computed, computed with { Platform = "too", Time = computed.Time.AddMinutes(10) }] };

        var longwave = model.Cycle([window], members: 2)[0].Longwave!;

        // 10 W m-2 beside 5: a quarter of the precision, half of it for each of the two.
        var cell = Array.FindIndex(longwave.Frames[0].Observed, float.IsFinite);
        Assert.Equal([0.8f, 0.1f, 0.1f], longwave.Frames.Select(each => each.Weight[cell]), (one, other) => Math.Abs(one - other) < 1e-5);
        Assert.Equal([null, 10f, 10f], longwave.Frames.Select(each => each.Error));
    }

    [Fact]
    public void A_report_that_quality_control_has_flagged_is_told_and_moves_nothing()
    {
        var flagged = First.Readings.First(r => r.Flag == QualityFlag.Assimilated && r.AirTemperatureK is not null) with
        {
            StationId = "flagged",
            Flag = QualityFlag.Duplicate,
            AirTemperatureFlag = QualityFlag.Duplicate,
            PrecipitationFlag = QualityFlag.Duplicate,
        };

        var (with, without) = (model.Cycle([First with { Readings = [flagged, .. First.Readings] }], members: 2)[0], model.First(2));

        var departure = Assert.Single(with.Departures, d => d.StationId == "flagged");
        Assert.Equal((QualityFlag.Duplicate, 0f), (departure.Flag, departure.Use!.Weight));
        Assert.Equal(MemoryMarshal.AsBytes<float>(without.MeanK).ToArray(), MemoryMarshal.AsBytes<float>(with.MeanK).ToArray());
    }

    [Theory]
    [InlineData(0, 0.5f)]
    [InlineData(1, 1)]
    public void Two_reports_of_one_place_share_it_in_the_network_and_guide_with_all_their_weight(double guidedShare, float weight)
    {
        var report = First.Readings.First(r => r.Flag == QualityFlag.Assimilated && r.AirTemperatureFlag == QualityFlag.Assimilated && r.AirTemperatureK is not null);
        using var analyst = BundledModel.Load(new AnalystOptions { GuidedStationShare = guidedShare, Steps = 1, BackgroundCheckDeviations = 0 });

        var result = analyst.Analyse(
            First with { Readings = [report, report with { StationId = "neighbour" }], Frames = [] }, [], new AnalysisRequest(2, 1, KeepMembers: false),
            CancellationToken.None);

        Assert.Null(result.Longwave);
        Assert.All(result.Departures, d => Assert.Equal(weight, d.Use!.Weight, 1e-6f));
    }

    private static bool HasPosition(StationReading reading) =>
        reading is { LatitudeDegrees: not null, LongitudeDegrees: not null, Flag: not QualityFlag.BadPosition };

    private static double Rms(IEnumerable<float> values) => Math.Sqrt(values.Average(value => (double)value * value));
}
