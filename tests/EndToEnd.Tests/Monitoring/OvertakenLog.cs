using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>A log whose retention has removed what an assimilator has not read: it was away for two days, and an hour is kept.</summary>
internal static class OvertakenLog
{
    private const int Partitions = 4, Records = 200;

    /// <summary>Makes it.</summary>
    /// <param name="file">The new file.</param>
    /// <param name="group">Group of the assimilator.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task MakeAsync(string file, string group, CancellationToken cancellationToken)
    {
        var readings = new Topics("slams").Readings;
        await using (var before = EventLogs.Open("sqlite:" + file, timeProvider: new TwoDaysAgo()))
        {
            await before.EnsureTopicAsync(readings, Partitions, cancellationToken);
            await AppendAsync(before, Records);
            await using var reader = await before.OpenReaderAsync(new ReaderOptions { Group = group, Topics = [readings] }, cancellationToken);
            await reader.CommitAsync([new LogPosition(readings, 0, 0)], cancellationToken);
        }

        await using var now = EventLogs.Open("sqlite:" + file, new Dictionary<string, string>
        {
            [EventLogs.SqliteRetentionHours] = "1",
            [EventLogs.SqliteRetentionUncommitted] = "remove",
        });
        await AppendAsync(now, 1);

        // Each by itself: retention removes what was appended together.
        async Task AppendAsync(IEventLog log, int count)
        {
            for (var record = 0; record < count; record++)
            {
                await log.AppendAsync(readings, ProgressCodec.ToRecords(new Progress("stations", null, false), Partitions), cancellationToken);
            }
        }
    }

    private sealed class TwoDaysAgo : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(-2);
    }
}
