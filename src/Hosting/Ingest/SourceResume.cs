using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>
/// How far a source has been appended, file by file and partition by partition. On SQLite a batch is in all of its partitions or in
/// none; on Kafka a process that is killed in the middle leaves some of them behind, or one with half of its share. One batch is under
/// way at a time: what a partition has been told before its last progress, every partition has.
/// </summary>
internal sealed class SourceResume
{
    private readonly PartitionResume[] _partitions;
    private readonly ToldFiles _files;
    private bool _caughtUp;

    private SourceResume(PartitionResume[] partitions, ToldFiles files) => (_partitions, _files) = (partitions, files);

    /// <summary>Files of which the log tells, in the order in which they were read.</summary>
    public IReadOnlyList<string> Files => _files.Order;

    /// <summary>Whether every partition knows of the end.</summary>
    public bool Ended => _partitions.All(partition => partition.Ended);

    /// <summary>Finds what a source has written into its topic.</summary>
    public static async Task<SourceResume> FindAsync(IEventLog log, string topic, int partitions, string source, CancellationToken cancellationToken)
    {
        var found = Enumerable.Range(0, partitions).Select(_ => new PartitionResume()).ToArray();
        var files = new ToldFiles();
        var begins = await log.StartAsync(topic, cancellationToken);
        await foreach (var record in log.ScanAsync(topic, [], cancellationToken))
        {
            if (record.Partition >= partitions || record.SourceOf() != source)
            {
                continue;
            }

            var partition = found[record.Partition];
            if (record.KindOf() is RecordKind.Reading or RecordKind.Frame)
            {
                partition.Holds(record);
            }
            else if (record.KindOf() == RecordKind.Progress && NoteIn(record) is { } note)
            {
                if (partition.Last is { } before)
                {
                    files.Add(before);
                }

                partition.Told(note);
            }
        }

        foreach (var note in found.Select(partition => partition.Last).OfType<ResumeNote>())
        {
            files.Name(note);
        }

        if (begins.Any(begin => begin.Offset > 0))
        {
            files.OldestAreGone();
        }

        StartOthers(found, files, begins);
        return new SourceResume(found, files);
    }

    /// <summary>How many items of a file are in the log whole.</summary>
    public long ItemsOf(string file) => Math.Max(_files.ItemsOf(file), _partitions.Min(partition => partition.Last?.ItemsOf(file) ?? 0));

    /// <summary>What of a batch is not in the log yet. Batches come in order, and an observation of each place.</summary>
    /// <param name="observations">Records of observations with their places.</param>
    /// <param name="note">What the progress records say.</param>
    /// <param name="progress">One for each partition.</param>
    public List<LogRecord> Missing(IReadOnlyList<(ResumePlace Place, LogRecord Record)> observations, ResumeNote note, IReadOnlyList<LogRecord> progress)
    {
        var missing = new List<LogRecord>(observations.Count + progress.Count);
        missing.AddRange(observations.Where(item => _caughtUp || Of(item.Record) is not { } partition || !(Has(partition, item.Place) || partition.HasAlready(item.Record)))
            .Select(item => item.Record));
        missing.AddRange(progress.Where(record => _caughtUp || Misses(Of(record)!, note)));
        _caughtUp = _caughtUp || !_partitions.Any(partition => partition.HasMore || Has(partition, note.Place));
        return missing;
    }

    // Who lacks more than one batch has been added since, or was emptied, and has nothing to make up for.
    private static void StartOthers(PartitionResume[] found, ToldFiles files, IReadOnlyList<LogPosition> begins)
    {
        var told = found.Where(partition => partition.Times > 0).ToArray();
        var least = told.FirstOrDefault(one => told.All(other => Math.Max(files.ItemsOf(one.Last!.Place.File), other.Last!.ItemsOf(one.Last.Place.File)) >= one.Last.Place.Item));
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i].Times == 0 && (told.Any(other => other.Times > 1) || begins.Any(begin => begin.Partition == i && begin.Offset > 0)))
            {
                found[i].StartAt(least?.Last);
            }
        }
    }

    private bool Has(PartitionResume partition, ResumePlace place) =>
        partition.Last?.ItemsOf(place.File) >= place.Item || _files.ItemsOf(place.File) >= place.Item;

    private bool Misses(PartitionResume partition, ResumeNote note) =>
        (note.Place.End && !partition.Ended) || note.Places.Any(place => !Has(partition, place));

    private PartitionResume? Of(LogRecord record) =>
        record.Partition is { } given ? _partitions[given]
        : record.Key is { } key ? _partitions[KeyPartitioner.Partition(key, _partitions.Length)]
        : null;

    // Whoever assimilates the topic puts what cannot be read into the dead letters.
    private static ResumeNote? NoteIn(StoredRecord record)
    {
        try
        {
            return ResumeNote.Parse(ProgressCodec.FromRecord(record).ResumePosition);
        }
        catch (UnreadableMessageException)
        {
            return null;
        }
    }
}
