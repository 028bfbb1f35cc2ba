using FsCheck;
using FsCheck.Xunit;
using Google.Protobuf;
using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Streaming.Tests.Messages;

/// <summary>The quick decoder says of every record what the codec says, whatever its bytes are.</summary>
public sealed class ReadingDecoderTests
{
    private readonly ReadingDecoder _decoder = new();

    [Property(MaxTest = 500)]
    public void Readings(NonNull<string> station, DateTimeOffset? time, double?[] values, NonNull<string> reason, byte flag, long line, NonNull<string> key)
    {
        var record = Samples.Stored(ReadingCodec.ToRecord(Samples.ReadingOf(station.Get, time, values, reason.Get, flag, line, key.Get), "ingest"));

        AssertSame(record);
        AssertSame(record with { Key = key.Get });
        AssertSame(record with { Key = null });
    }

    [Property(MaxTest = 2000)]
    public void Damaged_bytes(byte[] noise, int at, byte cut)
    {
        var bytes = ReadingCodec.ToRecord(Samples.Reading).Value.ToArray();
        for (var index = 0; index < noise.Length; index++)
        {
            bytes[(int)(((uint)at + (uint)(index * 7)) % (uint)bytes.Length)] ^= noise[index];
        }

        AssertSame(Of(bytes));
        AssertSame(Of(bytes[..(cut % bytes.Length)]));
        AssertSame(Of([.. bytes, .. noise]));
        AssertSame(Of(noise));
    }

    [Fact]
    public void Every_single_byte_changed_in_every_bit()
    {
        var sound = ReadingCodec.ToRecord(Samples.Reading with { Flag = QualityFlag.Late, PrecipitationFlag = QualityFlag.Missing }).Value.ToArray();
        for (var index = 0; index < sound.Length; index++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var bytes = sound.ToArray();
                bytes[index] ^= (byte)(1 << bit);
                AssertSame(Of(bytes));
            }
        }
    }

    [Fact]
    public void Fields_of_later_versions_repeated_fields_and_wide_numbers()
    {
        var sound = ReadingCodec.ToRecord(Samples.Reading).Value.ToArray();
        AssertSame(Of([.. sound, 0xA0, 0x06, 0x01]));
        AssertSame(Of([.. sound, .. ReadingCodec.ToRecord(Samples.Reading with { StationId = "B", AirTemperatureK = 1 }).Value.Span]));
        AssertSame(Of([0x08, 0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01, .. sound]));
        AssertSame(Of([.. sound, 0x70, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]));
        AssertSame(Of([.. sound, 0x70, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]));
        AssertSame(Of([.. sound, 0x0B, 0x0C]));
        foreach (var ticks in new[] { long.MinValue, long.MaxValue, (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks + 1, (DateTimeOffset.MinValue - DateTimeOffset.UnixEpoch).Ticks })
        {
            AssertSame(Of(new Slams.Streaming.Messages.Wire.StationReading { SchemaVersion = 1, TimeTicks = ticks }.ToByteArray()));
        }
    }

    [Fact]
    public void Other_kinds_and_versions_are_refused_alike()
    {
        var bytes = ReadingCodec.ToRecord(Samples.Reading).Value.ToArray();
        AssertSame(Of(bytes) with { Headers = new Dictionary<string, string> { [RecordHeaders.Kind] = "frame" } });
        AssertSame(Of(bytes) with { Headers = new Dictionary<string, string>() });
        AssertSame(Of(new Slams.Streaming.Messages.Wire.StationReading { SchemaVersion = 2 }.ToByteArray()));
        AssertSame(Of(new Slams.Streaming.Messages.Wire.StationReading { SchemaVersion = 1, Flag = 77 }.ToByteArray()));
        AssertSame(Of([]));
    }

    [Fact]
    public void Stations_and_sources_that_come_again_are_the_same_strings()
    {
        var record = Of(ReadingCodec.ToRecord(Samples.Reading).Value.ToArray());
        var (first, second) = (Decode(record), Decode(record));
        Assert.NotSame(first, second);
        Assert.Same(first.StationId, second.StationId);
        Assert.Same(first.Source, second.Source);
        var keyed = record with { Key = new string(Samples.Reading.StationId.AsSpan()) };
        Assert.Same(keyed.Key, Decode(keyed).StationId);
    }

    private StationReading Decode(StoredRecord record) => _decoder.TryRead(record, HeaderFacts.Of(record).Kind) ?? ReadingCodec.FromRecord(record);

    private void AssertSame(StoredRecord record) => Assert.Equal(Outcome(ReadingCodec.FromRecord, record), Outcome(Decode, record));

    private static (StationReading? Reading, string? Failure) Outcome(Func<StoredRecord, StationReading> read, StoredRecord record)
    {
        try
        {
            return (read(record), null);
        }
        catch (UnreadableMessageException exception)
        {
            Assert.Same(record, exception.Record);
            return (null, exception.Message);
        }
    }


    private static StoredRecord Of(byte[] value) => Samples.Stored(ReadingCodec.ToRecord(Samples.Reading, "ingest")) with { Key = "k", Value = value };
}
