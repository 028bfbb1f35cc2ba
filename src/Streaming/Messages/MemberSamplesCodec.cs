using Google.Protobuf;
using Slams.Core.Analyses;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Samples of members as records: keyed by their job, compressed, stamped by the time of sending.</summary>
public static class MemberSamplesCodec
{
    private const int IdLength = 64;

    /// <summary>Writes samples.</summary>
    /// <param name="samples">The samples; windows of one size.</param>
    /// <param name="now">The time.</param>
    public static LogRecord ToRecord(MemberSamples samples, DateTimeOffset now)
    {
        var message = new Wire.MemberSamples
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            JobId = samples.JobId,
            Members = (uint)samples.Windows.Count,
            Values = (uint)(samples.Windows.Count == 0 ? 0 : samples.Windows[0].Length),
            WindowsZstd = PackedArray.Pack(samples.Windows.SelectMany(window => window).ToArray()),
            Declined = samples.Declined,
        };
        return new LogRecord(samples.JobId, message.ToByteArray(), now) { Headers = RecordHeaders.Of(RecordKind.MemberSamples) };
    }

    /// <summary>Reads samples back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static MemberSamples FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.MemberSamples, Wire.MemberSamples.Parser, parsed => parsed.SchemaVersion);
        return MessageParsing.Map(record, () =>
        {
            if (message.JobId.Length != IdLength || message.Members > MemberJob.Batch || (message.Members == 0) != (message.Declined.Length > 0))
            {
                throw new InvalidDataException("it names no job, or is neither samples of one nor a reason why there are none");
            }

            var windows = PackedArray.Unpack<float>(message.WindowsZstd, PackedArray.Count(message.Members, message.Values), "windows");
            var size = (int)message.Values;
            return new MemberSamples(
                message.JobId, [.. Enumerable.Range(0, (int)message.Members).Select(member => windows.AsSpan(member * size, size).ToArray())], message.Declined);
        });
    }
}
