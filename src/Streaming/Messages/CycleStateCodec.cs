using Google.Protobuf;
using Slams.Core.Analyses;
using Slams.Core.Windows;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Cycle states as records: keyed and stamped by cycle.</summary>
public static class CycleStateCodec
{
    /// <summary>Writes a state.</summary>
    public static LogRecord ToRecord(CycleState state, WindowResume resume)
    {
        if (resume.LastPublished != state.Cycle.Index)
        {
            throw new ArgumentException("The state and the place to resume from are of different cycles.", nameof(resume));
        }

        var message = new Wire.CycleState
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            Cycle = CycleMapping.ToWire(state.Cycle),
            ModelHash = state.ModelHash,
            State = ByteString.CopyFrom(state.Bytes.Span),
            EmptyRun = (uint)resume.EmptyRun,
        };
        message.Handled.AddRange(resume.Handled.Select(handled => new Wire.PartitionOffset
        {
            Topic = handled.Partition.Topic,
            Partition = (uint)handled.Partition.Partition,
            Offset = handled.Offset,
        }));
        return new LogRecord(state.Cycle.Key, message.ToByteArray(), state.Cycle.Time)
        {
            Headers = RecordHeaders.Of(RecordKind.CycleState),
        };
    }

    /// <summary>Reads a state back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static StoredCycleState FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.CycleState, Wire.CycleState.Parser, parsed => parsed.SchemaVersion);
        return MessageParsing.Map(record, () =>
        {
            var cycle = CycleMapping.FromWire(message.Cycle);
            var handled = message.Handled
                .Select(offset => new PartitionOffset(
                    new SourcePartition(offset.Topic, checked((int)offset.Partition)), offset.Offset))
                .ToArray();
            return new StoredCycleState(
                new CycleState(cycle, message.ModelHash, message.State.Memory),
                new WindowResume(cycle.Index, handled, checked((int)message.EmptyRun)));
        });
    }
}
