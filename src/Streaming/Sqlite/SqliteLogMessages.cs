using Microsoft.Extensions.Logging;

namespace Slams.Streaming.Sqlite;

/// <summary>Log messages of the SQLite engine.</summary>
internal static partial class SqliteLogMessages
{
    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "Reading for group {Group} failed and is tried again")]
    public static partial void PollFailed(ILogger logger, string group, Exception exception);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "Leaving group {Group} failed; its partitions are free when the lease ends")]
    public static partial void LeaveFailed(ILogger logger, string group, Exception exception);
}
