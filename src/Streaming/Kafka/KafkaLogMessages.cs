using Microsoft.Extensions.Logging;

namespace Slams.Streaming.Kafka;

/// <summary>Log messages of the Kafka engine.</summary>
internal static partial class KafkaLogMessages
{
    [LoggerMessage(EventId = 2201, Level = LogLevel.Warning, Message = "Kafka client: {Reason} ({Code})")]
    public static partial void ClientError(ILogger logger, string reason, string code);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Debug, Message = "Kafka client {Facility}: {Text}")]
    public static partial void ClientLog(ILogger logger, string facility, string text);

    [LoggerMessage(EventId = 2203, Level = LogLevel.Warning, Message = "Reading for group {Group} failed and is tried again: {Reason}")]
    public static partial void ConsumeFailed(ILogger logger, string group, string reason);

    [LoggerMessage(EventId = 2204, Level = LogLevel.Information, Message = "Group {Group}: partitions {Partitions} {What}")]
    public static partial void Rebalanced(ILogger logger, string group, string partitions, string what);

    [LoggerMessage(EventId = 2205, Level = LogLevel.Warning, Message = "Leaving group {Group} failed: {Reason}")]
    public static partial void CloseFailed(ILogger logger, string group, string reason);

    [LoggerMessage(EventId = 2206, Level = LogLevel.Error, Message = "Retention has overtaken group {Group}: {Count} records of {Topic}/{Partition}, from offset {From} to before {To}, were removed before they were read")]
    public static partial void Overtaken(ILogger logger, string group, long count, string topic, int partition, long from, long to);

    [LoggerMessage(EventId = 2207, Level = LogLevel.Warning, Message = "The topic {Topic} has {Count} partitions instead of one: an instance that joins may take over from one that is at work")]
    public static partial void SeatMoves(ILogger logger, string topic, int count);

    [LoggerMessage(EventId = 2208, Level = LogLevel.Information, Message = "Group {Group}: the functions of librdkafka that take many messages at once cannot be reached; messages are taken one by one, which is slower")]
    public static partial void OneByOne(ILogger logger, string group);

    [LoggerMessage(EventId = 2209, Level = LogLevel.Warning, Message = "Group {Group}: partitions {Partitions} are given up, but what is done with them has not stopped within {Timeout}")]
    public static partial void NotStopped(ILogger logger, string group, string partitions, TimeSpan timeout);
}
