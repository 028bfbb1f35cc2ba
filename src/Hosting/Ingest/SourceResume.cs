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
    // What was read while the files were divided in other ways. Of a batch that was broken off then, only what its progress tells of is known.
    private readonly IReadOnlyList<(SourceShare Share, SourceResume Resume)> _before;
    private HashSet<string>? _read;
    private bool _caughtUp;

    private SourceResume(PartitionResume[] partitions, ToldFiles files, SourceShare share, IReadOnlyList<(SourceShare, SourceResume)> before)
    {
        (_partitions, _files, _before) = (partitions, files, before);
        Files = before.Count == 0 ? files.Order : [.. _before.SelectMany(one => one.Resume.Files).Concat(files.Order).Where(share.Holds).Distinct()];
    }

    /// <summary>Files of which the log tells, in the order in which they were read.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Whether every partition knows of the end.</summary>
    public bool Ended => _partitions.All(partition => partition.Ended);

    /// <summary>Whether cycles wait for the share no longer: it has ended, or others have said so.</summary>
    public bool IsClosed => _partitions.All(partition => partition.IsClosed);

    /// <summary>Whether every partition has been told of the share.</summary>
    public bool IsKnown => _partitions.All(partition => partition.IsKnown);

    /// <summary>Shares of other divisions that nobody has ended: nobody reads them any more, and cycles would wait for them.</summary>
    public IReadOnlyList<SourceShare> Abandoned => [.. _before.Where(one => !one.Resume.IsClosed).Select(one => one.Share)];

    /// <summary>Whether a file was read to its end, as far as the log tells: where reading goes on, it is passed only.</summary>
    public bool IsRead(string file) =>
        (_read ??= ReadFiles()).Contains(file) || _files.ItemsOf(file) == long.MaxValue || _before.Any(one => one.Share.Holds(file) && one.Resume.IsRead(file));

    /// <summary>Finds what shares of one source, which divide it in one way, have written into its topic, or others that divided it in another way.</summary>
    public static async Task<IReadOnlyList<SourceResume>> FindAsync(
        IEventLog log, string topic, int partitions, IReadOnlyList<SourceShare> shares, CancellationToken cancellationToken)
    {
        var found = shares.ToDictionary(share => share.Name, New, StringComparer.Ordinal);

        var begins = await log.StartAsync(topic, cancellationToken);
        var (scan, passed) = (new ScanProgress(begins), false);
        await foreach (var record in log.ScanAsync(topic, [], cancellationToken))
        {
            passed |= scan.Passes(record);
            var name = record.SourceOf();
            if (record.Partition >= partitions)
            {
                continue;
            }

            if (!found.TryGetValue(name, out var one))
            {
                found[name] = one = New(SourceShare.Find(shares[0].Source, name));
            }

            if (one.Share is not null)
            {
                Note(record, one.Partitions[record.Partition], one.Files, holds: shares.Contains(one.Share));
            }
        }

        if (passed || begins.Any(begin => scan.Next(begin.Partition) == begin.Offset))
        {
            // Retention may have been quicker than the scan.
            begins = await log.StartAsync(topic, cancellationToken);
        }

        var known = found.Values.Where(one => one.Share is not null).ToArray();
        foreach (var (_, told, files) in known)
        {
            files.Name(told.Select(partition => partition.Last).OfType<ResumeNote>());
        }

        foreach (var (share, told, files) in known)
        {
            if (begins.Any(begin => begin.Offset > 0) && shares.Contains(share))
            {
                // One share may be far behind another: what it has still to read sorts after the first that is told of by any.
                files.OldestAreGone(known.SelectMany(one => one.Files.Order));
            }

            StartOthers(told, files, begins);
        }

        var before = known
            .Where(one => !one.Share!.IsSiblingOf(shares[0]))
            .Select(one => (one.Share!, new SourceResume(one.Partitions, one.Files, one.Share!, [])))
            .ToArray();
        return [.. shares.Select(share => new SourceResume(found[share.Name].Partitions, found[share.Name].Files, share, before))];

        (SourceShare? Share, PartitionResume[] Partitions, ToldFiles Files) New(SourceShare? share) =>
            (share, [.. Enumerable.Range(0, share is null ? 0 : partitions).Select(_ => new PartitionResume())], new ToldFiles());
    }

    /// <summary>How many items of a file are in the log whole.</summary>
    public long ItemsOf(string file) =>
        Math.Max(
            Math.Max(_files.ItemsOf(file), _partitions.Min(partition => partition.Last?.ItemsOf(file) ?? 0)),
            _before.Where(one => one.Share.Holds(file)).Select(one => one.Resume.ItemsOf(file)).DefaultIfEmpty().Max());

    /// <summary>What of a batch is not in the log yet. Batches come in order, and an observation of each place.</summary>
    /// <param name="observations">Records of observations with their places.</param>
    /// <param name="note">What the progress records say.</param>
    /// <param name="progress">One for each partition.</param>
    public List<LogRecord> Missing(IReadOnlyList<(ResumePlace Place, LogRecord Record)> observations, ResumeNote note, IReadOnlyList<LogRecord> progress)
    {
        var missing = new List<LogRecord>(observations.Count + progress.Count);
        missing.AddRange(observations.Where(item => _caughtUp || Of(item.Record) is not { } partition || !(Has(partition, item.Place) || _partitions[partition].HasAlready(item.Record)))
            .Select(item => item.Record));
        missing.AddRange(progress.Where(record => _caughtUp || Misses(Of(record)!.Value, note)));
        _caughtUp = _caughtUp || !_partitions.Index().Any(partition => partition.Item.HasMore || Has(partition.Index, note.Place));
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

    // What one partition has of what the source has written.
    private static void Note(StoredRecord record, PartitionResume partition, ToldFiles files, bool holds)
    {
        if (record.KindOf() is RecordKind.Reading or RecordKind.Profile or RecordKind.Frame)
        {
            if (holds)
            {
                partition.Holds(record);
            }
        }
        else if (record.KindOf() == RecordKind.Progress)
        {
            if (Read(record) is not { } progress)
            {
                return;
            }

            if (ResumeNote.Parse(progress.ResumePosition) is not { } note)
            {
                partition.Announced(progress.EndOfStream);
                return;
            }

            if (partition.Last is { } before)
            {
                files.Add(before);
            }

            partition.Told(note);
        }
    }

    // Files are read one after the other: the last may have more.
    private HashSet<string> ReadFiles() =>
        [.. _files.Order.Except(_partitions.Select(partition => partition.Last).OfType<ResumeNote>().Where(last => !last.Place.End).Select(last => last.Place.File))];

    private bool Has(int partition, ResumePlace place) =>
        _partitions[partition].Last?.ItemsOf(place.File) >= place.Item || _files.ItemsOf(place.File) >= place.Item
        || _before.Any(one => one.Share.Holds(place.File) && one.Resume.Has(partition, place));

    private bool Misses(int partition, ResumeNote note) =>
        (note.Place.End && !_partitions[partition].Ended) || note.Places.Any(place => !Has(partition, place));

    private int? Of(LogRecord record) =>
        record.Partition is { } given ? given
        : record.Key is { } key ? KeyPartitioner.Partition(key, _partitions.Length)
        : null;

    // Whoever assimilates the topic puts what cannot be read into the dead letters.
    private static Progress? Read(StoredRecord record)
    {
        try
        {
            return ProgressCodec.FromRecord(record);
        }
        catch (UnreadableMessageException)
        {
            return null;
        }
    }
}
