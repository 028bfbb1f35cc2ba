using Microsoft.Extensions.Logging;

namespace Slams.Streaming.Sqlite;

/// <summary>Log messages of the SQLite engine.</summary>
internal static partial class SqliteLogMessages
{
    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "Reading for group {Group} failed and is tried again")]
    public static partial void PollFailed(ILogger logger, string group, Exception exception);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "Leaving group {Group} failed; its partitions are free when the lease ends")]
    public static partial void LeaveFailed(ILogger logger, string group, Exception exception);

    [LoggerMessage(EventId = 2103, Level = LogLevel.Error, Message = "Retention has overtaken group {Group}: {Count} records of {Topic}/{Partition}, from offset {From} to before {To}, were removed before they were read")]
    public static partial void Overtaken(ILogger logger, string group, long count, string topic, int partition, long from, long to);
}
