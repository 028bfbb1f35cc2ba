using Slams.Core.Observations;
using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

public sealed class ObservationWindowsTests
{
    private static readonly DateTimeOffset Time = new(1995, 3, 18, 0, 0, 0, TimeSpan.Zero);
    private static readonly SourcePartition Partition = new("readings", 0);

    [Fact]
    public void Content_is_sorted_by_station_and_time_whatever_the_arrival()
    {
        var readings = new[] { Reading("B", 1), Reading("A", 2), Reading("A", 1), Reading("C", 0) };
        var frames = new[] { Frame(2), Frame(1) };
        var items = readings.Select(Observation.Of).Concat(frames.Select(Observation.Of)).ToArray();
        var forwards = Window(items).ToCycleObservations();
        var backwards = Window(items.Reverse()).ToCycleObservations();
        Assert.Equal(["A1", "A2", "B1", "C0"], forwards.Readings.Select(reading => reading.StationId + reading.Time!.Value.Minute));
        Assert.Equal(forwards.Readings, backwards.Readings);
        Assert.Equal(forwards.Frames, backwards.Frames);
        Assert.Equal([1, 2], forwards.Frames.Select(frame => frame.Time.Minute));
    }

    [Fact]
    public void Of_equal_reports_of_several_sources_the_same_one_is_kept_whatever_the_arrival()
    {
        var copies = new[] { Reading("A", 1) with { Source = "b.csv" }, Reading("A", 1) with { Source = "a.csv" } };
        Assert.Equal("a.csv", Assert.Single(Window(copies.Select(Observation.Of)).ToCycleObservations().Readings).Source);
        Assert.Equal("a.csv", Assert.Single(Window(copies.Reverse().Select(Observation.Of)).ToCycleObservations().Readings).Source);
    }

    [Fact]
    public void Profiles_come_by_station_time_and_record_beside_readings_and_frames_whatever_the_arrival()
    {
        var profiles = new[] { Profile("B", 1), Profile("A", 2), Profile("A", 1) with { SourceRecord = 2 }, Profile("A", 1) with { Levels = [new(70_000, 260)] } };
        Observation[] items = [.. profiles.Select(Observation.Of), Observation.Of(Frame(1)), Observation.Of(Reading("A", 1))];
        foreach (var order in new[] { items, items.Reverse() })
        {
            var content = Window(order).ToCycleObservations();
            Assert.Equal(["A1/1", "A1/2", "A2/1", "B1/1"], content.Profiles.Select(p => $"{p.StationId}{p.Time!.Value.Minute}/{p.SourceRecord}"));
            Assert.Equal((1, 1), (content.Readings.Count, content.Frames.Count));
        }
    }

    [Fact]
    public void A_profile_is_the_same_by_its_values_wherever_it_came_from()
    {
        var first = Profile("A", 1) with { Levels = [new(85_000, 270), new(70_000, float.NaN)] };
        var window = Window(new[]
        {
            first, first with { Source = "z.bufr", Levels = [.. first.Levels] }, first with { Levels = [new(85_000, 270), new(70_000, 260)] }, first with { Flag = QualityFlag.Duplicate },
        }.Select(Observation.Of));
        Assert.Equal((3, 1), (window.Items.Count, window.Duplicates));
        Assert.DoesNotContain(window.Items, item => item.Profile!.Source == "z.bufr");
    }

    [Fact]
    public void A_corrected_profile_stands_for_the_pressures_that_it_spans()
    {
        var first = Profile("A", 1) with { Levels = [new(92_500, 275), new(85_000, 270), new(70_000, 260, QualityFlag.OutOfRange), new(10_000, 200)] };
        var correction = first with { Levels = [new(85_000, 271), new(30_000, 230)], Correction = 2, SourceRecord = 9 };
        var whole = Profile("B", 1);
        TemperatureProfile[] profiles = [first, correction, first with { Time = Time.AddHours(3) }, whole, whole with { Correction = 1, SourceRecord = 2 }];
        foreach (var order in new[] { profiles, profiles.Reverse() })
        {
            var found = Window(order.Select(Observation.Of)).WithCorrections().Items.Select(item => item.Profile!).ToArray();
            Assert.Equal(
                [QualityFlag.Assimilated, QualityFlag.Duplicate, QualityFlag.OutOfRange, QualityFlag.Assimilated], found[0].Levels.Select(level => level.Flag));
            Assert.Equal((QualityFlag.Assimilated, "corrected by record 9 of x.bufr"), (found[0].Flag, found[0].FlagReason));
            Assert.Same(correction, found[1]);
            Assert.Same(profiles[2], found[2]);
            Assert.Equal((QualityFlag.Duplicate, QualityFlag.Assimilated), (found[3].Flag, found[4].Flag));
        }
    }

    [Fact]
    public void Different_values_and_flagged_duplicates_stay_visible_and_redelivered_ones_do_not()
    {
        var first = Reading("A", 1);
        var corrected = first with { AirTemperatureK = 280 };
        var flagged = first with { Flag = QualityFlag.Duplicate, SourceRecord = 7 };
        var window = Window(new[] { first, corrected, flagged, flagged, first }.Select(Observation.Of));
        Assert.Equal(3, window.Items.Count);
        Assert.Equal(2, window.Duplicates);
    }

    [Fact]
    public void Frames_with_missing_cells_are_recognised_as_copies()
    {
        var window = Window(new[] { Frame(1), Frame(1) with { Source = "other" } }.Select(Observation.Of));
        Assert.Equal("file", Assert.Single(window.Items).Frame!.Source);
    }

    [Fact]
    public void A_time_flagged_as_bad_is_no_event_time()
    {
        Assert.Null(Observation.Of(Reading("A", 1) with { Flag = QualityFlag.BadTime }).EventTime);
        Assert.Equal(Time.AddMinutes(1), Observation.Of(Reading("A", 1) with { Flag = QualityFlag.GrossError }).EventTime);
        Assert.Null(Observation.Of(Profile("A", 1) with { Flag = QualityFlag.BadTime }).EventTime);
        Assert.Equal(Time.AddMinutes(1), Observation.Of(Profile("A", 1)).EventTime);
        Assert.Null(default(Observation).EventTime);
    }

    [Fact]
    public void Of_a_report_and_its_corrections_the_last_stands_whatever_the_arrival()
    {
        var first = Reading("A", 1) with { PrecipitationFlag = QualityFlag.Missing };
        StationReading[] readings =
        [
            first, first with { AirTemperatureK = 280, Correction = 2, Source = "b.csv", SourceRecord = 9 }, first with { AirTemperatureK = 275, Correction = 1 },
            first with { AirTemperatureK = 260, Flag = QualityFlag.GrossError, AirTemperatureFlag = QualityFlag.GrossError },
            first with { AirTemperatureK = 261, Correction = 3, Flag = QualityFlag.BadPosition }, Reading("A", 2) with { Flag = QualityFlag.Passive }, Reading("B", 1),
        ];
        foreach (var order in new[] { readings, readings.Reverse() })
        {
            var window = Window(order.Select(Observation.Of));
            window = (window with { Added = [window.Items[0]] }).WithCorrections();
            var flags = window.Items.Select(item => (item.Reading!.StationId, item.Reading.AirTemperatureK, item.Reading.Flag)).ToHashSet();
            Assert.Equal(
                new HashSet<(string, double?, QualityFlag)>
                {
                    ("A", 270, QualityFlag.Duplicate), ("A", 280, QualityFlag.Assimilated), ("A", 275, QualityFlag.Duplicate), ("A", 260, QualityFlag.GrossError),
                    ("A", 261, QualityFlag.BadPosition), ("A", 270, QualityFlag.Passive), ("B", 270, QualityFlag.Assimilated),
                },
                flags);
            var corrected = window.Items.Select(item => item.Reading!).Single(reading => reading is { Flag: QualityFlag.Duplicate, AirTemperatureK: 270 });
            Assert.Equal((QualityFlag.Duplicate, QualityFlag.Missing), (corrected.AirTemperatureFlag, corrected.PrecipitationFlag));
            Assert.Equal("corrected by record 9 of b.csv", corrected.FlagReason);
            Assert.Same(window.Items[0].Reading, window.Added[0].Reading);
        }

        var plain = Window([Observation.Of(first)]);
        Assert.Same(plain, plain.WithCorrections());
    }

    private static ClosedWindow<Observation> Window(IEnumerable<Observation> items)
    {
        var core = ObservationWindows.Create(new WindowOptions { IdleTimeout = Timeout.InfiniteTimeSpan });
        var offset = 0;
        foreach (var item in items)
        {
            core.Add(new SourceOffset(Partition, offset++), item.EventTime, Time.AddDays(1), item);
        }

        core.Progress(new SourceOffset(Partition, offset), null, end: true, Time.AddDays(1));
        Assert.True(core.TryClose(out var window));
        return window;
    }

    private static StationReading Reading(string station, int minute) => new()
    {
        StationId = station,
        Time = Time.AddMinutes(minute),
        AirTemperatureK = 270,
        Source = "x.csv",
        SourceRecord = 1,
    };

    private static TemperatureProfile Profile(string station, int minute) => new()
    {
        StationId = station,
        Time = Time.AddMinutes(minute),
        Levels = [new(85_000, 270)],
        Source = "x.bufr",
        SourceRecord = 1,
    };

    private static SatelliteFrame Frame(int minute) => new()
    {
        Platform = "noaa",
        Quantity = FrameQuantity.OutgoingLongwaveFlux,
        Time = Time.AddMinutes(minute),
        Rows = 1,
        Columns = 2,
        Values = [float.NaN, 240],
        ValidFraction = [0, 1],
        SampleCount = [0, 4],
        Source = "file",
    };
}
