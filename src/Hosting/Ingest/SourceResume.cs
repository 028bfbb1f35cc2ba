using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>
/// How far a source has been appended, partition by partition. On SQLite a batch is in all of its partitions or in none; on
/// Kafka a process that is killed in the middle leaves some of them behind, or one with half of its share.
/// </summary>
internal sealed class SourceResume
{
    private readonly PartitionResume[] _partitions;
    private bool _caughtUp;

    private SourceResume(PartitionResume[] partitions) => _partitions = partitions;

    /// <summary>Where the source goes on: up to here every partition has everything.</summary>
    public ResumePlace Place => _partitions.Select(partition => partition.Place).Aggregate((least, next) => least.IsAfter(next) ? next : least);

    /// <summary>Whether every partition knows of the end.</summary>
    public bool Ended => _partitions.All(partition => partition.Ended);

    /// <summary>Finds what a source has written into its topic.</summary>
    public static async Task<SourceResume> FindAsync(IEventLog log, string topic, int partitions, string source, CancellationToken cancellationToken)
    {
        var found = Enumerable.Range(0, partitions).Select(_ => new PartitionResume()).ToArray();
        await foreach (var record in log.ScanAsync(topic, [], cancellationToken))
        {
            if (record.Partition >= partitions || record.SourceOf() != source)
            {
                continue;
            }

            if (record.KindOf() is RecordKind.Reading or RecordKind.Frame)
            {
                found[record.Partition].Holds(record);
            }
            else if (record.KindOf() == RecordKind.Progress && PlaceIn(record) is { } place)
            {
                found[record.Partition].Told(place);
            }
        }

        // One batch is under way at a time: who lacks more than one has been added since, and has nothing to make up for.
        var resume = new SourceResume([.. found.Where(partition => partition.Times > 0)]);
        if (resume._partitions.Length > 0)
        {
            foreach (var added in found.Where(partition => partition.Times == 0 && found.Max(other => other.Times) > 1))
            {
                added.StartAt(resume.Place, resume.Ended);
            }
        }

        return new SourceResume(found);
    }

    /// <summary>What of a batch is not in the log yet. Batches come in order, and an observation of each place.</summary>
    /// <param name="observations">Records of observations with their places.</param>
    /// <param name="place">Place of the progress records.</param>
    /// <param name="progress">One for each partition.</param>
    public List<LogRecord> Missing(IReadOnlyList<(ResumePlace Place, LogRecord Record)> observations, ResumePlace place, IReadOnlyList<LogRecord> progress)
    {
        var missing = new List<LogRecord>(observations.Count + progress.Count);
        missing.AddRange(observations.Where(item => _caughtUp || Of(item.Record)?.Misses(item.Place, item.Record) != false).Select(item => item.Record));
        missing.AddRange(progress.Where(record => _caughtUp || Of(record)!.Misses(place)));
        _caughtUp = _caughtUp || _partitions.All(partition => place.IsAfter(partition.Place) && !partition.HasMore);
        return missing;
    }

    private PartitionResume? Of(LogRecord record) =>
        record.Partition is { } given ? _partitions[given]
        : record.Key is { } key ? _partitions[KeyPartitioner.Partition(key, _partitions.Length)]
        : null;

    // Whoever assimilates the topic puts what cannot be read into the dead letters.
    private static ResumePlace? PlaceIn(StoredRecord record)
    {
        try
        {
            return ResumePlace.Parse(ProgressCodec.FromRecord(record).ResumePosition);
        }
        catch (UnreadableMessageException)
        {
            return null;
        }
    }
}
