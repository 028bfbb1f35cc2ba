using Google.Protobuf;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Progress of a source as control records among its readings or frames.</summary>
public static class ProgressCodec
{
    /// <summary>Writes progress into every partition of a topic.</summary>
    public static IReadOnlyList<LogRecord> ToRecords(Progress progress, int partitions)
    {
        var message = new Wire.Progress
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            Source = progress.Source,
            EndOfStream = progress.EndOfStream,
            ResumePosition = progress.ResumePosition,
        };
        if (progress.Watermark is { } watermark)
        {
            message.WatermarkTicks = MessageParsing.Ticks(watermark);
        }

        var bytes = message.ToByteArray();
        var headers = RecordHeaders.Of(RecordKind.Progress, progress.Source, noTime: progress.Watermark is null);
        return
        [
            .. Enumerable.Range(0, partitions).Select(partition =>
                new LogRecord(progress.Source, bytes, progress.Watermark ?? DateTimeOffset.UnixEpoch)
                {
                    Partition = partition,
                    Headers = headers,
                }),
        ];
    }

    /// <summary>Reads progress back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static Progress FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.Progress, Wire.Progress.Parser, parsed => parsed.SchemaVersion);
        return MessageParsing.Map(record, () => new Progress(
            message.Source, message.HasWatermarkTicks ? MessageParsing.Time(message.WatermarkTicks) : null, message.EndOfStream,
            message.ResumePosition));
    }
}
