namespace Slams.Streaming.Log;

/// <summary>
/// How far a scan has come in each partition. Offsets have gaps, which mean nothing but where retention has made them: whoever is told of one asks where the log begins by now.
/// </summary>
/// <param name="starts">Where the scan begins.</param>
public sealed class ScanProgress(IEnumerable<LogPosition> starts)
{
    private readonly Dictionary<int, long> _next = starts.ToDictionary(start => start.Partition, start => start.Offset);

    /// <summary>Notes the next record of the scan; whether offsets before it were passed over.</summary>
    public bool Passes(StoredRecord record)
    {
        var passes = record.Offset > Next(record.Partition).GetValueOrDefault();
        _next[record.Partition] = record.Offset + 1;
        return passes;
    }

    /// <summary>The offset that would come next in a partition; null of one of which nothing is known.</summary>
    public long? Next(int partition) => _next.TryGetValue(partition, out var next) ? next : null;
}
