using FsCheck;
using FsCheck.Xunit;
using Slams.Core.Analyses;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Streaming.Tests.Messages;

public sealed class RoundTripTests
{
    [Property(MaxTest = 300)]
    public void Readings(NonNull<string> station, DateTimeOffset? time, double?[] values, NonNull<string> reason, byte flag, long line)
    {
        var reading = Samples.ReadingOf(station.Get, time, values, reason.Get, flag, line, "source");
        var record = ReadingCodec.ToRecord(reading, "ingest");
        Assert.Equal(reading, ReadingCodec.FromRecord(Samples.Stored(record)));
        Assert.Equal(reading.StationId, record.Key);
        Assert.Equal(reading.Time ?? DateTimeOffset.UnixEpoch, record.Timestamp);
        Assert.Equal(reading.Time is null, record.Headers.ContainsKey(RecordHeaders.NoTime));
    }

    [Property(MaxTest = 200)]
    public void Jobs_of_members(ulong seed, byte first, byte members, float[] mean, (int Cell, int Channel, float Weight, float Observed)[] guided, double level, NonNull<string> text)
    {
        var job = new MemberJob
        {
            Conditions = new MemberConditions(Samples.Text(text.Get), "provider", "software", "processor"),
            Seed = seed,
            FirstMember = first,
            Members = members,
            Steps = first + 1,
            GuidanceIterations = members + 1,
            GuidanceLevel = level,
            GuidanceLowestLevel = -level,
            Mean = mean,
            LogSpread = [.. mean.Select(value => -value)],
            Guided = [.. guided.Select(one => new GuidedTemperature(new BilinearStencil(one.Cell, one.Channel, 7, -1, one.Weight, 1, one.Observed, 0), one.Channel, one.Weight, 2, one.Observed))],
        };
        var record = MemberJobCodec.ToRecord(job, "round", 3, Samples.Time);
        var read = MemberJobCodec.FromRecord(Samples.Stored(record));

        // The name is that of the content, bit by bit.
        Assert.Equal(job.Id, read.Id);
        Assert.Equal((job.Id, 3, "round", Samples.Time), (record.Key, record.Partition, Samples.Stored(record).RoundOf(), record.Timestamp));
        Assert.Equal(job.Conditions, read.Conditions);
        Assert.Equal(job.Guided, read.Guided);
    }

    [Fact]
    public void Everything_that_decides_samples_is_in_the_name_of_a_job()
    {
        MemberJob[] others =
        [
            Like(conditions: Samples.Job.Conditions with { Processor = "other" }), Like(seed: 1), Like(first: 8), Like(members: 2), Like(steps: 6), Like(iterations: 3),
            Like(level: 0.25), Like(lowest: 0), Like(mean: [1, -2.5f, 0]), Like(logSpread: [0, -1, -3]), Like(guided: [Samples.Job.Guided[0]]),
            Like(guided: [Samples.Job.Guided[0] with { Observed = -2 }, Samples.Job.Guided[1]]), Like(guided: [Samples.Job.Guided[0] with { Channel = 6 }, Samples.Job.Guided[1]]),
        ];
        Assert.Equal(others.Length + 1, others.Append(Samples.Job).Select(job => job.Id).Distinct().Count());
        Assert.Equal(Samples.Job.Id, Like().Id);

        static MemberJob Like(
            MemberConditions? conditions = null, ulong? seed = null, int? first = null, int? members = null, int? steps = null, int? iterations = null, double? level = null,
            double? lowest = null, float[]? mean = null, float[]? logSpread = null, IReadOnlyList<GuidedTemperature>? guided = null) => new()
            {
                Conditions = conditions ?? Samples.Job.Conditions,
                Seed = seed ?? Samples.Job.Seed,
                FirstMember = first ?? Samples.Job.FirstMember,
                Members = members ?? Samples.Job.Members,
                Steps = steps ?? Samples.Job.Steps,
                GuidanceIterations = iterations ?? Samples.Job.GuidanceIterations,
                GuidanceLevel = level ?? Samples.Job.GuidanceLevel,
                GuidanceLowestLevel = lowest ?? Samples.Job.GuidanceLowestLevel,
                Mean = mean ?? Samples.Job.Mean,
                LogSpread = logSpread ?? Samples.Job.LogSpread,
                Guided = guided ?? Samples.Job.Guided,
            };
    }

    [Property(MaxTest = 200)]
    public void Samples_of_members(byte members, float[] values, NonNull<string> reason)
    {
        var count = 1 + (members % MemberJob.Batch);
        var samples = new MemberSamples(Samples.Job.Id, [.. Enumerable.Range(0, count).Select(member => values.Select(value => value + member).ToArray())]);
        var read = MemberSamplesCodec.FromRecord(Samples.Stored(MemberSamplesCodec.ToRecord(samples, Samples.Time)));
        Assert.Equal((samples.JobId, ""), (read.JobId, read.Declined));
        Assert.Equal(samples.Windows.SelectMany(window => window).Select(BitConverter.SingleToInt32Bits), read.Windows.SelectMany(window => window).Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(count, read.Windows.Count);

        var declined = new MemberSamples(Samples.Job.Id, [], "because " + Samples.Text(reason.Get));
        Assert.Equal(declined.Declined, MemberSamplesCodec.FromRecord(Samples.Stored(MemberSamplesCodec.ToRecord(declined, Samples.Time))).Declined);
    }

    [Property(MaxTest = 200)]
    public void Profiles(NonNull<string> station, DateTimeOffset? time, double?[] places, (float Pressure, float Temperature)[] levels, NonNull<string> reason, byte flag, long line)
    {
        var profile = new TemperatureProfile
        {
            StationId = Samples.Text(station.Get),
            Time = time?.ToUniversalTime(),
            LatitudeDegrees = places.ElementAtOrDefault(0),
            LongitudeDegrees = places.ElementAtOrDefault(1),
            ElevationMetres = places.ElementAtOrDefault(2),
            Levels = [.. levels.Select((level, i) => new ProfileLevel(level.Pressure, level.Temperature, (QualityFlag)(flag % 2 == 0 ? 0 : i % 9)))],
            Correction = flag % 3,
            Source = Samples.Text(reason.Get),
            SourceRecord = line,
            Flag = (QualityFlag)(flag % 9),
            FlagReason = Samples.Text(reason.Get),
        };
        var record = ProfileCodec.ToRecord(profile, "ingest");
        var read = ProfileCodec.FromRecord(Samples.Stored(record));
        Assert.Equal(profile.Levels, read.Levels);
        Assert.Equal(profile, read with { Levels = profile.Levels });
        Assert.Equal((profile.StationId, profile.Time ?? DateTimeOffset.UnixEpoch), (record.Key, record.Timestamp));
        Assert.Equal(profile.Time is null, record.Headers.ContainsKey(RecordHeaders.NoTime));
    }

    [Property(MaxTest = 100)]
    public void Frames(float[] values, int[] counts, DateTimeOffset time)
    {
        var frame = Samples.Frame with
        {
            Time = time.ToUniversalTime(),
            Rows = 1,
            Columns = values.Length,
            Values = values,
            ValidFraction = [.. values.Select(value => value / 2)],
            SampleCount = [.. values.Select((_, index) => counts.ElementAtOrDefault(index))],
        };
        var read = FrameCodec.FromRecord(Samples.Stored(FrameCodec.ToRecord(frame, "ingest")));
        Assert.Equal(frame.Values, read.Values);
        Assert.Equal(frame.ValidFraction, read.ValidFraction);
        Assert.Equal(frame.SampleCount, read.SampleCount);
        Assert.True(Same(frame, read));
    }

    [Fact]
    public void A_frame_of_brightness_temperature_with_spread_error_and_clear_fraction()
    {
        var frame = Samples.Frame with { Quantity = FrameQuantity.BrightnessTemperature, Spread = [0, 1.5f, float.NaN, 2, 3, 4], RetrievalError = 12, ClearFraction = [0, 1, 0.5f, float.NaN, 0, 0] };

        var read = FrameCodec.FromRecord(Samples.Stored(FrameCodec.ToRecord(frame, "ingest")));

        Assert.Equal(frame.Spread, read.Spread);
        Assert.Equal(frame.ClearFraction, read.ClearFraction);
        Assert.Equal((FrameQuantity.BrightnessTemperature, 12f), (read.Quantity, read.RetrievalError));
        var plain = FrameCodec.FromRecord(Samples.Stored(FrameCodec.ToRecord(Samples.Frame, "ingest")));
        Assert.Equal((null, null, null), (plain.Spread, plain.RetrievalError, plain.ClearFraction));
        Assert.Throws<UnreadableMessageException>(() => FrameCodec.FromRecord(Samples.Stored(FrameCodec.ToRecord(frame with { RetrievalError = 0 }, "ingest"))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(12f)]
    public void The_error_of_a_longwave_frame(float? error)
    {
        var longwave = Samples.AnalysisWithFeedback.Longwave!;
        var given = Samples.AnalysisWithFeedback with { Longwave = longwave with { Frames = [longwave.Frames[0] with { Error = error }] } };

        Assert.Equal(error, AnalysisCodec.FromRecord(Samples.Stored(AnalysisCodec.ToRecord(given))).Longwave!.Frames[0].Error);
    }

    [Property(MaxTest = 100)]
    public void Late_records(NonNull<string> topic, string? key, byte[] value, NonNull<string> header, int milliseconds, bool timed)
    {
        var original = new StoredRecord(
            Samples.Text(topic.Get), 3, 77, key is null ? null : Samples.Text(key), value, DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds),
            new Dictionary<string, string> { ["b"] = Samples.Text(header.Get), ["a"] = "" });
        var late = new LateRecord(original, timed ? Samples.Cycle : null, TimeSpan.FromTicks(milliseconds), "late");
        var read = LateCodec.FromRecord(Samples.Stored(LateCodec.ToRecord(late)));
        Assert.Equal(value, read.Original.Value.ToArray());
        Assert.Equal(original.Headers.OrderBy(pair => pair.Key, StringComparer.Ordinal), read.Original.Headers.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(late with { Original = Bare(original) }, read with { Original = Bare(read.Original) });
    }

    [Fact]
    public void Analyses()
    {
        var read = AnalysisCodec.FromRecord(Samples.Stored(AnalysisCodec.ToRecord(Samples.Analysis)));
        var given = Samples.Analysis;
        Assert.Equal(given.Cycle, read.Cycle);
        Assert.Equal(given.Grid.PressureLevelsPa, read.Grid.PressureLevelsPa);
        Assert.Equal(given.Grid.Horizontal.LatitudesDegrees, read.Grid.Horizontal.LatitudesDegrees);
        Assert.Equal(given.Grid.Horizontal.LongitudesDegrees, read.Grid.Horizontal.LongitudesDegrees);
        Assert.Equal(given.MeanK, read.MeanK);
        Assert.Equal(given.SpreadK, read.SpreadK);
        Assert.Equal(given.MembersK, read.MembersK);
        Assert.Equal(given.Departures, read.Departures);
        Assert.Equal(given.Provenance.InputCounts, read.Provenance.InputCounts);
        Assert.Equal(given.Provenance.InputOffsets, read.Provenance.InputOffsets);
        Assert.Equal((-7L, 2, 1, "live"), (read.Provenance.Seed, read.Provenance.Members, read.Provenance.Revision, read.Provenance.RunId));
        Assert.Equal(("m", "abcd", "ef", "0.1.0"), (read.Provenance.ModelId, read.Provenance.ModelHash, read.Provenance.ConfigurationHash, read.Provenance.SoftwareVersion));
    }

    [Fact]
    public void Feedback_of_analyses()
    {
        var given = Samples.AnalysisWithFeedback;
        var read = AnalysisCodec.FromRecord(Samples.Stored(AnalysisCodec.ToRecord(given)));
        Assert.Equal(given.Departures, read.Departures);
        Assert.Equal(given.Precipitation, read.Precipitation);
        var (expected, actual) = (given.Longwave!, read.Longwave!);
        Assert.Equal(
            [expected.Background, expected.Analysis, expected.AnalysisSpread, expected.Climatology],
            new[] { actual.Background, actual.Analysis, actual.AnalysisSpread, actual.Climatology });
        var (frame, found) = (Assert.Single(expected.Frames), Assert.Single(actual.Frames));
        Assert.Equal((expected.Error, frame.Platform, frame.Time, frame.Flag), (actual.Error, found.Platform, found.Time, found.Flag));
        Assert.Equal([frame.Observed, frame.Weight], new[] { found.Observed, found.Weight });
    }

    [Fact]
    public void Departures_of_profiles()
    {
        ProfileDeparture[] given = [Samples.ProfileDeparture, Samples.ProfileDeparture with { PressurePa = 50_000, Flag = QualityFlag.BuddyDeparture, Reason = "" }];
        Assert.Equal(given, AnalysisCodec.FromRecord(Samples.Stored(AnalysisCodec.ToRecord(Samples.AnalysisWithFeedback with { Profiles = given }))).Profiles);
    }

    [Fact]
    public void Longwave_that_does_not_fit_the_grid_is_refused()
    {
        var longwave = Samples.AnalysisWithFeedback.Longwave! with { Background = [1, 2, 3] };
        var record = AnalysisCodec.ToRecord(Samples.AnalysisWithFeedback with { Longwave = longwave });
        Assert.Throws<UnreadableMessageException>(() => AnalysisCodec.FromRecord(Samples.Stored(record)));
    }

    [Fact]
    public void Cycle_states()
    {
        var read = CycleStateCodec.FromRecord(Samples.Stored(CycleStateCodec.ToRecord(Samples.State, Samples.Resume)));
        Assert.Equal(Samples.State.Bytes.ToArray(), read.State.Bytes.ToArray());
        Assert.Equal((Samples.State.Cycle, Samples.State.ModelHash), (read.State.Cycle, read.State.ModelHash));
        Assert.Equal(Samples.Resume.Handled, read.Resume.Handled);
        Assert.Equal((Samples.Resume.LastPublished, Samples.Resume.EmptyRun), (read.Resume.LastPublished, read.Resume.EmptyRun));
    }

    [Fact]
    public void A_state_with_the_place_of_another_cycle_is_refused() =>
        Assert.Throws<ArgumentException>(() => CycleStateCodec.ToRecord(Samples.State, Samples.Resume with { LastPublished = 1 }));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Progress_goes_to_every_partition(bool timed, bool end)
    {
        var progress = new Progress("stations-1", timed ? Samples.Time : null, end, "day.csv:200");
        var records = ProgressCodec.ToRecords(progress, 3);
        Assert.Equal([0, 1, 2], records.Select(record => record.Partition!.Value));
        Assert.All(records, record => Assert.Equal(progress, ProgressCodec.FromRecord(Samples.Stored(record))));
        Assert.All(records, record => Assert.Equal("stations-1", Samples.Stored(record).SourceOf()));
    }

    [Fact]
    public void Dead_letters_are_cut_to_a_reasonable_length()
    {
        var letter = new DeadLetter("file.csv", 9, "not a number", new byte[100_000]);
        var read = DeadLetterCodec.FromRecord(Samples.Stored(DeadLetterCodec.ToRecord(letter, Samples.Time)));
        Assert.Equal(("file.csv", 9L, "not a number", DeadLetterCodec.MaxRawBytes), (read.Source, read.Record, read.Reason, read.Raw.Length));
    }

    // Protobuf text is Unicode; a lone surrogate cannot be a station's name.

    private static StoredRecord Bare(StoredRecord record) => record with { Value = default, Headers = None };

    private static Dictionary<string, string> None { get; } = [];

    private static bool Same(SatelliteFrame left, SatelliteFrame right) =>
        (left.Platform, left.Quantity, left.Time, left.Rows, left.Columns, left.Source, left.Flag, left.FlagReason)
        == (right.Platform, right.Quantity, right.Time, right.Rows, right.Columns, right.Source, right.Flag, right.FlagReason);
}
