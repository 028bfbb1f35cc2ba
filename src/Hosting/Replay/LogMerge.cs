using System.Runtime.CompilerServices;
using Slams.Streaming.Log;

namespace Slams.Hosting.Replay;

/// <summary>Reads the partitions of a topic abreast in event time, each in its own order.</summary>
internal static class LogMerge
{
    // Beyond every offset: leaves a partition out of a scan.
    private const long Nowhere = 1L << 39;

    /// <summary>Reads from given positions to given ends.</summary>
    public static async IAsyncEnumerable<StoredRecord> ReadAsync(
        IEventLog log, string topic, IReadOnlyList<LogPosition> starts, IReadOnlyList<LogPosition> ends,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partitions = new List<OnePartition>();
        try
        {
            foreach (var start in starts)
            {
                var alone = starts.Select(other => other.Partition == start.Partition ? start : other with { Offset = Nowhere }).ToArray();
                partitions.Add(new OnePartition(log.ScanAsync(topic, alone, cancellationToken).GetAsyncEnumerator(cancellationToken)));
                await NextAsync(partitions[^1], ends);
            }

            while (partitions.Where(partition => partition.HasMore).MinBy(partition => partition.Reached) is { } behind)
            {
                yield return behind.Records.Current;
                await NextAsync(behind, ends);
            }
        }
        finally
        {
            foreach (var partition in partitions)
            {
                await partition.Records.DisposeAsync();
            }
        }
    }

    private static async Task NextAsync(OnePartition partition, IReadOnlyList<LogPosition> ends)
    {
        partition.HasMore = await partition.Records.MoveNextAsync()
            && partition.Records.Current is var record
            && record.Offset < ends.First(end => end.Partition == record.Partition).Offset;
        // What has no time of its own goes with what came before it.
        if (partition.HasMore && partition.Records.Current.Timestamp > partition.Reached)
        {
            partition.Reached = partition.Records.Current.Timestamp;
        }
    }

    private sealed class OnePartition(IAsyncEnumerator<StoredRecord> records)
    {
        public IAsyncEnumerator<StoredRecord> Records { get; } = records;

        public bool HasMore { get; set; }

        public DateTimeOffset Reached { get; set; } = DateTimeOffset.MinValue;
    }
}
