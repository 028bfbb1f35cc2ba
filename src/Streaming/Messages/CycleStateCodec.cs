using Google.Protobuf;
using Slams.Core.Analyses;
using Slams.Core.Windows;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Cycle states as records: keyed and stamped by cycle.</summary>
public static class CycleStateCodec
{
    /// <summary>Writes a state.</summary>
    /// <param name="state">Of the cycle published, or of an earlier one that is revised; where none is published yet, of the cycle that stands for it.</param>
    /// <param name="resume">What a restart goes on from.</param>
    public static LogRecord ToRecord(CycleState state, WindowResume resume)
    {
        if (resume.LastPublished < state.Cycle.Index)
        {
            throw new ArgumentException("The state is of a later cycle than the place to resume from.", nameof(resume));
        }

        var message = new Wire.CycleState
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            Cycle = CycleMapping.ToWire(state.Cycle),
            ModelHash = state.ModelHash,
            State = ByteString.CopyFrom(state.Bytes.Span),
            EmptyRun = (uint)resume.EmptyRun,
            NonePublished = resume.NonePublished,
        };
        if (resume.SettledThrough is { } settled)
        {
            message.SettledThrough = settled;
        }

        if (resume.LastPublished != state.Cycle.Index)
        {
            message.LastPublished = resume.LastPublished;
        }

        message.Handled.AddRange(resume.Handled.Select(ToWire));
        message.Rejected.AddRange((resume.Rejected ?? []).Select(ToWire));
        foreach (var revisable in resume.Revisable ?? [])
        {
            var cycle = new Wire.RevisableCycle { Index = revisable.Index };
            cycle.Cut.AddRange(revisable.Cut.Select(ToWire));
            message.Revisable.Add(cycle);
        }

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
            var last = message.HasLastPublished ? message.LastPublished : cycle.Index;
            if (last < cycle.Index)
            {
                throw new InvalidDataException("the state is of a later cycle than the place to resume from");
            }

            var revisable = message.Revisable.Select(open => new RevisableCycle(open.Index, [.. open.Cut.Select(FromWire)])).ToArray();
            return new StoredCycleState(
                new CycleState(cycle, message.ModelHash, message.State.Memory),
                new WindowResume(
                    last, [.. message.Handled.Select(FromWire)], checked((int)message.EmptyRun), revisable, [.. message.Rejected.Select(SpanFromWire)],
                    message.HasSettledThrough ? message.SettledThrough : null, message.NonePublished));
        });
    }

    private static Wire.PartitionOffset ToWire(PartitionOffset position) => new()
    {
        Topic = position.Partition.Topic,
        Partition = (uint)position.Partition.Partition,
        Offset = position.Offset,
    };

    private static Wire.PartitionOffset ToWire(OffsetSpan span)
    {
        var position = ToWire(new PartitionOffset(span.Partition, span.Start));
        position.Count = span.End - span.Start > 1 ? span.End - span.Start : 0;
        return position;
    }

    private static OffsetSpan SpanFromWire(Wire.PartitionOffset position)
    {
        var (partition, offset) = FromWire(position);
        return new OffsetSpan(partition, offset, offset + Math.Max(1, position.Count));
    }

    private static PartitionOffset FromWire(Wire.PartitionOffset position) =>
        new(new SourcePartition(position.Topic, checked((int)position.Partition)), position.Offset);
}
