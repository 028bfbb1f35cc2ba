using FsCheck.Xunit;
using Google.Protobuf;
using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Streaming.Tests.Messages;

/// <summary>What cannot be read says so, with its place, and never anything else.</summary>
public sealed class UnreadableTests
{
    [Fact]
    public void A_newer_schema_is_named()
    {
        var wire = new Slams.Streaming.Messages.Wire.StationReading { SchemaVersion = 9, StationId = "A" };
        var record = Of("reading", wire.ToByteArray());
        var exception = Assert.Throws<UnreadableMessageException>(() => ReadingCodec.FromRecord(record));
        Assert.Contains("schema version 9 is newer", exception.Reason, StringComparison.Ordinal);
        Assert.Contains("t/2 at offset 40", exception.Message, StringComparison.Ordinal);
        Assert.Same(record, exception.Record);
    }

    [Fact]
    public void An_absent_schema_version_is_named() =>
        Assert.Contains("missing", Reason(() => ReadingCodec.FromRecord(Of("reading", []))), StringComparison.Ordinal);

    [Fact]
    public void Another_kind_is_named() =>
        Assert.Contains("'frame'", Reason(() => ReadingCodec.FromRecord(Of("frame", []))), StringComparison.Ordinal);

    [Fact]
    public void Kinds_of_later_versions_are_unknown()
    {
        Assert.Equal(RecordKind.Unknown, Of("something-new", []).KindOf());
        Assert.Equal(RecordKind.Unknown, (Of("reading", []) with { Headers = new Dictionary<string, string>() }).KindOf());
        Assert.Equal(RecordKind.Progress, Of("progress", []).KindOf());
    }

    [Fact]
    public void A_frame_that_claims_to_be_huge_allocates_nothing()
    {
        var wire = new Slams.Streaming.Messages.Wire.SatelliteFrame { SchemaVersion = 1, Quantity = 1, Rows = uint.MaxValue, Columns = uint.MaxValue };
        Assert.Contains("more than", Reason(() => FrameCodec.FromRecord(Of("frame", wire.ToByteArray()))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_claims_to_be_huge_or_whose_lists_are_short_is_refused()
    {
        var wire = Slams.Streaming.Messages.Wire.MemberJob.Parser.ParseFrom(MemberJobCodec.ToRecord(Samples.Job, "round", 0, Samples.Time).Value.Span);
        wire.Guided = 3;
        Assert.Contains("places", Reason(() => MemberJobCodec.FromRecord(Of("member-job", wire.ToByteArray()))), StringComparison.Ordinal);
        wire.Guided = uint.MaxValue;
        Assert.Contains("more than", Reason(() => MemberJobCodec.FromRecord(Of("member-job", wire.ToByteArray()))), StringComparison.Ordinal);
        (wire.Guided, wire.Values) = (2, uint.MaxValue);
        Assert.Contains("more than", Reason(() => MemberJobCodec.FromRecord(Of("member-job", wire.ToByteArray()))), StringComparison.Ordinal);
        (wire.Values, wire.Steps) = (3, uint.MaxValue);
        Reason(() => MemberJobCodec.FromRecord(Of("member-job", wire.ToByteArray())));
    }

    [Fact]
    public void Samples_of_no_job_of_too_many_members_or_without_samples_and_reason_are_refused()
    {
        var wire = Slams.Streaming.Messages.Wire.MemberSamples.Parser.ParseFrom(MemberSamplesCodec.ToRecord(Samples.MemberSamples, Samples.Time).Value.Span);
        foreach (var spoil in new Action<Slams.Streaming.Messages.Wire.MemberSamples>[] { w => w.JobId = "ab", w => w.Members = 5, w => w.Members = 0, w => w.Declined = "why", w => w.Values = uint.MaxValue })
        {
            var spoilt = wire.Clone();
            spoil(spoilt);
            Reason(() => MemberSamplesCodec.FromRecord(Of("member-samples", spoilt.ToByteArray())));
        }
    }

    [Fact]
    public void Compressed_data_larger_than_the_grid_is_refused()
    {
        var wire = Slams.Streaming.Messages.Wire.SatelliteFrame.Parser.ParseFrom(FrameCodec.ToRecord(Samples.Frame).Value.Span);
        wire.ValuesZstd = PackedArray.Pack(new float[1_000_000]);
        Assert.Contains("values", Reason(() => FrameCodec.FromRecord(Of("frame", wire.ToByteArray()))), StringComparison.Ordinal);
        wire.ValuesZstd = PackedArray.Pack(new float[1]);
        Assert.Contains("4 bytes instead of 24", Reason(() => FrameCodec.FromRecord(Of("frame", wire.ToByteArray()))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_whose_lists_differ_in_length_or_with_an_unknown_flag_of_a_level_is_refused()
    {
        var wire = Slams.Streaming.Messages.Wire.TemperatureProfile.Parser.ParseFrom(ProfileCodec.ToRecord(Samples.Profile).Value.Span);
        wire.LevelFlags[2] = 63;
        Assert.Contains("flag 63", Reason(() => ProfileCodec.FromRecord(Of("profile", wire.ToByteArray()))), StringComparison.Ordinal);
        wire.LevelFlags.RemoveAt(0);
        Assert.Equal("4 pressures with 4 temperatures and 3 flags", Reason(() => ProfileCodec.FromRecord(Of("profile", wire.ToByteArray()))));
        wire.LevelFlags.Clear();
        wire.TemperaturesK.Add(250);
        Assert.Equal("4 pressures with 5 temperatures and 0 flags", Reason(() => ProfileCodec.FromRecord(Of("profile", wire.ToByteArray()))));
    }

    [Fact]
    public void Unknown_flags_and_impossible_times_are_refused()
    {
        var flag = new Slams.Streaming.Messages.Wire.StationReading { SchemaVersion = 1, StationId = "A", Flag = 77 };
        Assert.Contains("flag 77", Reason(() => ReadingCodec.FromRecord(Of("reading", flag.ToByteArray()))), StringComparison.Ordinal);
        var time = new Slams.Streaming.Messages.Wire.StationReading { SchemaVersion = 1, StationId = "A", TimeTicks = long.MaxValue };
        Reason(() => ReadingCodec.FromRecord(Of("reading", time.ToByteArray())));
    }

    [Fact]
    public void A_state_of_a_later_cycle_than_its_place_is_refused()
    {
        var wire = Slams.Streaming.Messages.Wire.CycleState.Parser.ParseFrom(CycleStateCodec.ToRecord(Samples.State, Samples.Resume).Value.Span);
        wire.LastPublished = Samples.Cycle.Index - 1;
        Assert.Contains("later cycle", Reason(() => CycleStateCodec.FromRecord(Of("cycle-state", wire.ToByteArray()))), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_flag_that_this_version_knows_can_be_read() =>
        Assert.All(Enum.GetValues<QualityFlag>(), flag => Assert.Equal(
            flag, ReadingCodec.FromRecord(Samples.Stored(ReadingCodec.ToRecord(Samples.Reading with { Flag = flag }))).Flag));

    [Property(MaxTest = 500)]
    public void Damaged_bytes_give_this_exception_or_a_message(byte[] noise, int at)
    {
        foreach (var sample in new[] { ReadingCodec.ToRecord(Samples.Reading), ProfileCodec.ToRecord(Samples.Profile), FrameCodec.ToRecord(Samples.Frame), AnalysisCodec.ToRecord(Samples.Analysis), CycleStateCodec.ToRecord(Samples.State, Samples.Resume), ProgressCodec.ToRecords(new Progress("a", Samples.Time, true), 1)[0], MemberJobCodec.ToRecord(Samples.Job, "round", 0, Samples.Time), MemberSamplesCodec.ToRecord(Samples.MemberSamples, Samples.Time) })
        {
            var bytes = sample.Value.ToArray();
            for (var index = 0; index < noise.Length; index++)
            {
                bytes[(int)(((uint)at + (uint)(index * 7)) % (uint)bytes.Length)] ^= noise[index];
            }

            var record = Samples.Stored(sample) with { Value = bytes };
            try
            {
                Read(record);
            }
            catch (UnreadableMessageException exception)
            {
                Assert.NotEmpty(exception.Reason);
                Assert.Equal(5, DeadLetterCodec.Of(exception).Record);
            }
        }
    }

    private static object Read(StoredRecord record) => record.KindOf() switch
    {
        RecordKind.Reading => ReadingCodec.FromRecord(record),
        RecordKind.Profile => ProfileCodec.FromRecord(record),
        RecordKind.Frame => FrameCodec.FromRecord(record),
        RecordKind.Analysis => AnalysisCodec.FromRecord(record),
        RecordKind.CycleState => CycleStateCodec.FromRecord(record),
        RecordKind.MemberJob => MemberJobCodec.FromRecord(record),
        RecordKind.MemberSamples => MemberSamplesCodec.FromRecord(record),
        _ => ProgressCodec.FromRecord(record),
    };

    private static string Reason(Action read) => Assert.Throws<UnreadableMessageException>(read).Reason;

    private static StoredRecord Of(string kind, byte[] value) =>
        new("t", 2, 40, "k", value, Samples.Time, new Dictionary<string, string> { [RecordHeaders.Kind] = kind });
}
