using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Slams.Streaming.Kafka;

/// <summary>
/// What a consumer has fetched, taken many messages at a time and without an object for each header: the client's own call for each message costs
/// more than all that is done with it. Only for a consumer whose partitions change in no call of its own, which one of a group does. Used by the
/// thread that polls.
/// </summary>
internal sealed unsafe class KafkaQueue : IDisposable
{
    private const int EndOfPartition = (int)ErrorCode.Local_PartitionEOF;

    private readonly KafkaNative _native;
    private readonly nint _queue;
    private readonly nint[] _messages;
    private string _topic = "";

    private KafkaQueue(KafkaNative native, int most)
    {
        _native = native;
        _queue = native.ConsumerQueue();
        _messages = new nint[most];
    }

    /// <summary>The queue of a consumer; null where the library cannot be reached, of which the log tells.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="most">Messages taken at once at most.</param>
    /// <param name="group">Of the reader, for the log.</param>
    /// <param name="logger">The log.</param>
    public static KafkaQueue? Of(IConsumer<byte[]?, byte[]> consumer, int most, string group, ILogger logger)
    {
        if (KafkaNative.Of(consumer.Handle) is { } native)
        {
            return new(native, most);
        }

        KafkaLogMessages.OneByOne(logger, group);
        return null;
    }

    /// <summary>Adds what is there, without waiting; returns what has gone wrong with the last that could not be read.</summary>
    /// <param name="round">Is added to.</param>
    /// <param name="most">Messages at most.</param>
    public Error? Drain(KafkaRound round, int most)
    {
        var taken = _native.Take(_queue, _messages.AsSpan(0, Math.Min(most, _messages.Length)));
        Error? error = null;
        var next = 0;
        // The same address may be another topic's in the next batch.
        nint topic = 0;
        try
        {
            for (; next < taken; next++)
            {
                var message = (KafkaNative.Message*)_messages[next];
                if (message->Error is not (0 or EndOfPartition))
                {
                    var code = (ErrorCode)message->Error;
                    error = new Error(code, message->HasValue ? Encoding.UTF8.GetString(message->Value) : code.GetReason(), code == ErrorCode.Local_Fatal);
                    _native.Release(message);
                    continue;
                }

                if (message->Topic != topic)
                {
                    topic = message->Topic;
                    var name = _native.TopicName(message);
                    _topic = Ascii.Equals(name, _topic) ? _topic : Encoding.UTF8.GetString(name);
                }

                if (message->Error == EndOfPartition)
                {
                    round.AtEnd(new TopicPartitionOffset(_topic, message->Partition, message->Offset));
                }
                else
                {
                    round.Add(_topic, _native, message);
                }

                _native.Release(message);
            }
        }
        finally
        {
            for (; next < taken; next++)
            {
                _native.Release((KafkaNative.Message*)_messages[next]);
            }
        }

        return error;
    }

    /// <inheritdoc/>
    public void Dispose() => _native.ReleaseQueue(_queue);
}
