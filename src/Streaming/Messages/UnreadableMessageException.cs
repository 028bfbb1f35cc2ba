using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>A record that this version cannot read; it belongs into the dead letters, and the stream goes on.</summary>
public sealed class UnreadableMessageException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="record">The record.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="inner">What the decoder said.</param>
    public UnreadableMessageException(StoredRecord record, string reason, Exception? inner = null)
        : base(FormattableString.Invariant($"{record.Topic}/{record.Partition} at offset {record.Offset}: {reason}"), inner)
    {
        Record = record;
        Reason = reason;
    }

    /// <summary>The record.</summary>
    public StoredRecord Record { get; }

    /// <summary>Why it could not be read, in words.</summary>
    public string Reason { get; }
}
