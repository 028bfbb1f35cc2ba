using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Slams.Streaming.Kafka;

/// <summary>
/// Functions of librdkafka that the client does not offer: it hands over one message a call, and makes objects of every header of it. Of the
/// very library that the client has loaded, for a client that it has made.
/// </summary>
internal sealed unsafe class KafkaNative
{
    private readonly SafeHandle _client;
    private readonly delegate* unmanaged[Cdecl]<nint, nint> _consumerQueue;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _destroyQueue;
    private readonly delegate* unmanaged[Cdecl]<nint, int, Message**, nint, nint> _consumeBatch;
    private readonly delegate* unmanaged[Cdecl]<Message*, void> _destroyMessage;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*> _topicName;
    private readonly delegate* unmanaged[Cdecl]<Message*, int*, long> _timestamp;
    private readonly delegate* unmanaged[Cdecl]<Message*, nint*, int> _headers;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, byte**, byte**, nint*, int> _header;

    private KafkaNative(SafeHandle client, IReadOnlyList<nint> functions)
    {
        _client = client;
        _consumerQueue = (delegate* unmanaged[Cdecl]<nint, nint>)functions[0];
        _destroyQueue = (delegate* unmanaged[Cdecl]<nint, void>)functions[1];
        _consumeBatch = (delegate* unmanaged[Cdecl]<nint, int, Message**, nint, nint>)functions[2];
        _destroyMessage = (delegate* unmanaged[Cdecl]<Message*, void>)functions[3];
        _topicName = (delegate* unmanaged[Cdecl]<nint, byte*>)functions[4];
        _timestamp = (delegate* unmanaged[Cdecl]<Message*, int*, long>)functions[5];
        _headers = (delegate* unmanaged[Cdecl]<Message*, nint*, int>)functions[6];
        _header = (delegate* unmanaged[Cdecl]<nint, nint, byte**, byte**, nint*, int>)functions[7];
    }

    /// <summary>The functions for a client; null where they cannot be reached, and everything goes through the client then.</summary>
    public static KafkaNative? Of(Handle client)
    {
        string[] names =
        [
            "rd_kafka_queue_get_consumer", "rd_kafka_queue_destroy", "rd_kafka_consume_batch_queue", "rd_kafka_message_destroy",
            "rd_kafka_topic_name", "rd_kafka_message_timestamp", "rd_kafka_message_headers", "rd_kafka_header_get_all",
        ];
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var assembly = typeof(Handle).Assembly;
        // The package carries several builds of the library; the client says by the class of its functions which one it runs.
        var chosen = assembly.GetType("Confluent.Kafka.Impl.Librdkafka")?.GetField("_message_headers", Hidden)?.GetValue(null) as Delegate;
        var name = chosen?.Method.DeclaringType?.GetField("DllName")?.GetRawConstantValue() as string;
        var handle = typeof(Handle).GetProperty("LibrdkafkaHandle", Hidden)?.GetValue(client) as SafeHandle;
        if (name is null || handle is null || !NativeLibrary.TryLoad(name, assembly, null, out var library))
        {
            return null;
        }

        var functions = new List<nint>();
        foreach (var function in names)
        {
            if (!NativeLibrary.TryGetExport(library, function, out var address))
            {
                return null;
            }

            functions.Add(address);
        }

        return new KafkaNative(handle, functions);
    }

    /// <summary>The queue of a consumer; to be given back by <see cref="ReleaseQueue"/> before the consumer is closed.</summary>
    public nint ConsumerQueue() => _consumerQueue(_client.DangerousGetHandle());

    public void ReleaseQueue(nint queue) => _destroyQueue(queue);

    /// <summary>Takes what is there, without waiting; returns how many. Each is to be given back by <see cref="Release"/>.</summary>
    public int Take(nint queue, Span<nint> messages)
    {
        fixed (nint* first = messages)
        {
            return (int)_consumeBatch(queue, 0, (Message**)first, messages.Length);
        }
    }

    public void Release(Message* message) => _destroyMessage(message);

    public ReadOnlySpan<byte> TopicName(Message* message) => MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_topicName(message->Topic));

    /// <summary>In milliseconds since 1970.</summary>
    public long Timestamp(Message* message)
    {
        var type = 0;
        return _timestamp(message, &type);
    }

    /// <summary>Where the headers of a message are; 0 when it has none.</summary>
    public nint Headers(Message* message)
    {
        nint headers = 0;
        return _headers(message, &headers) == 0 ? headers : 0;
    }

    /// <summary>One header by its place; false after the last.</summary>
    public bool TryHeader(nint headers, int index, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        byte* nameAt = null, valueAt = null;
        nint size = 0;
        if (headers == 0 || _header(headers, index, &nameAt, &valueAt, &size) != 0)
        {
            name = value = [];
            return false;
        }

        name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(nameAt);
        value = valueAt is null ? [] : new ReadOnlySpan<byte>(valueAt, (int)size);
        return true;
    }

    /// <summary>As <c>rd_kafka_message_t</c> of <c>rdkafka.h</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Message
    {
        public int Error;
        public nint Topic;
        public int Partition;
        public byte* Payload;
        public nint Length;
        public byte* KeyStart;
        public nint KeyLength;
        public long Offset;
        public nint Private;

        public readonly bool HasKey => KeyStart is not null;

        public readonly bool HasValue => Payload is not null;

        public readonly ReadOnlySpan<byte> Key => new(KeyStart, (int)KeyLength);

        public readonly ReadOnlySpan<byte> Value => new(Payload, (int)Length);
    }
}
