using System.Diagnostics;
using Slams.Core.Observations;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Replay;

/// <summary>
/// Copies one topic of observations into the topic of a run of its own, at a pace, and ends it there. Records keep partition,
/// order, content and headers, hence the verdicts of ingest; where a source once ended and began anew in the log, the end is
/// left out. Copies are counted by the offsets that they get, so that after a crash the copy goes on where it was. What the source no longer keeps ends it:
/// nothing could be counted then.
/// </summary>
internal sealed class LogCopy(IEventLog log, LogRange range, string from, string to, TimeProvider time)
{
    private const int BatchRecords = 1000;
    private readonly IngestCounts _counts = new();
    private readonly SortedSet<string> _sources = new(StringComparer.Ordinal);

    /// <summary>What has been read.</summary>
    public IngestCounts Counts => _counts;

    /// <summary>Copies to the end that the source has when it starts.</summary>
    /// <exception cref="EventLogException">Retention has removed part of what is replayed: another run must begin at what is still kept.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await log.EnsureTopicAsync(to, range.Partitions, cancellationToken);
        var (copied, ended) = await CopiedAsync(cancellationToken);
        var first = await FirstAsync(copied, cancellationToken);
        var starts = range.Starts.Where(start => start.Topic == from).ToArray();
        var ends = await log.EndAsync(from, cancellationToken);
        var pace = new Pace(range.Speed, time);
        var seen = new Dictionary<int, long>();
        var scan = new ScanProgress(starts);
        var batch = new List<LogRecord>();
        await foreach (var record in LogMerge.ReadAsync(log, from, starts, ends, cancellationToken))
        {
            if (scan.Passes(record))
            {
                await RequireKeptAsync(scan, ends, cancellationToken);
            }

            if (!IsWanted(record))
            {
                continue;
            }

            var number = seen.GetValueOrDefault(record.Partition);
            var before = copied.GetValueOrDefault(record.Partition);
            if (ended && number >= before)
            {
                // The run was ended here: what the log has got since is no part of it.
                continue;
            }

            seen[record.Partition] = number + 1;
            var copy = Copy(record);
            if (number < before)
            {
                if (number == 0 && first.TryGetValue(record.Partition, out var known) && (known.Key != copy.Record.Key || !known.Value.Span.SequenceEqual(copy.Record.Value.Span)))
                {
                    throw Gone(FormattableString.Invariant($"'{to}' was begun elsewhere in partition {record.Partition} than at offset {record.Offset} of '{from}'."));
                }

                continue;
            }

            if (copy.HasTime && pace.Due(record.Timestamp) is { } wait)
            {
                await FlushAsync(batch, cancellationToken);
                await Task.Delay(wait, time, cancellationToken);
            }

            batch.Add(copy.Record);
            if (batch.Count >= BatchRecords)
            {
                await FlushAsync(batch, cancellationToken);
            }
        }

        // Where none of a partition is kept no record shows it.
        await RequireKeptAsync(scan, ends, cancellationToken);
        await FlushAsync(batch, cancellationToken);
        await EndAsync(cancellationToken);
        _counts.Ended = true;
    }

    private bool IsWanted(StoredRecord record) =>
        record.Headers.ContainsKey(RecordHeaders.NoTime) || record.KindOf() == RecordKind.Progress
        || ((range.From is not { } first || record.Timestamp >= first) && (range.To is not { } last || record.Timestamp <= last));

    private (LogRecord Record, bool HasTime) Copy(StoredRecord record)
    {
        if (record.SourceOf() is { Length: > 0 } source)
        {
            _sources.Add(source);
        }

        var copy = new LogRecord(record.Key, record.Value, record.Timestamp) { Partition = record.Partition, Headers = record.Headers };
        try
        {
            switch (record.KindOf())
            {
                case RecordKind.Reading:
                    var reading = ReadingCodec.FromRecord(record);
                    var readingTime = reading.Flag == QualityFlag.BadTime ? null : reading.Time;
                    _counts.Add(reading.Flag, readingTime);
                    return (copy, readingTime is not null);
                case RecordKind.Profile:
                    var profile = ProfileCodec.FromRecord(record);
                    var profileTime = profile.Flag == QualityFlag.BadTime ? null : profile.Time;
                    _counts.Add(profile.Flag, profileTime);
                    return (copy, profileTime is not null);
                case RecordKind.Frame:
                    var frame = FrameCodec.FromRecord(record);
                    _counts.Add(frame.Flag, frame.Flag == QualityFlag.BadTime ? null : frame.Time);
                    return (copy, frame.Flag != QualityFlag.BadTime);
                case RecordKind.Progress when ProgressCodec.FromRecord(record) is { EndOfStream: true } end:
                    return (ProgressCodec.ToRecords(end with { EndOfStream = false }, range.Partitions)[record.Partition], false);
                case RecordKind.Progress:
                    return (copy, false);
                default:
                    _counts.AddDeadLetter();
                    return (copy, false);
            }
        }
        catch (UnreadableMessageException)
        {
            // The assimilator of the run finds it again and puts it into the dead letters.
            _counts.AddDeadLetter();
            return (copy, false);
        }
    }

    // Offsets may have gaps of other kinds: that retention has made one is known by where the log begins.
    private async Task RequireKeptAsync(ScanProgress scan, IReadOnlyList<LogPosition> ends, CancellationToken cancellationToken)
    {
        var oldest = await log.StartAsync(from, cancellationToken);
        foreach (var gone in oldest.Where(start => scan.Next(start.Partition) < start.Offset
            && scan.Next(start.Partition) < ends.First(end => end.Partition == start.Partition).Offset))
        {
            throw Gone(FormattableString.Invariant(
                $"Retention has removed part of what is replayed: {LogRange.Name(gone)} was to be read from offset {scan.Next(gone.Partition)}, and begins at {gone.Offset} by now."));
        }
    }

    // Trying again does not bring it back.
    private static EventLogException Gone(string what) => new($"{what} Begin another run.") { NeedsRestart = true };

    private async Task FlushAsync(List<LogRecord> batch, CancellationToken cancellationToken)
    {
        using var span = batch.Count == 0 ? null : Tracing.Source.StartActivity(
            ActivityKind.Producer, tags: [new("slams.topic", from), new("slams.records", batch.Count)], name: "replay.append");
        await log.AppendAsync(to, batch.ToArray().WithTrace(span), cancellationToken);
        batch.Clear();
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        var ended = await EndedAsync(cancellationToken);
        var ends = _sources.DefaultIfEmpty("replay")
            .SelectMany(source => ProgressCodec.ToRecords(new Progress(source, null, EndOfStream: true), range.Partitions)
                .Where(end => !ended.Contains((end.Partition!.Value, source))));
        await log.AppendAsync(to, [.. ends], cancellationToken);
    }

    /// <summary>Copies in every partition, without the marks of the end.</summary>
    private async Task<(Dictionary<int, long> Copied, bool Ended)> CopiedAsync(CancellationToken cancellationToken)
    {
        var copied = (await log.EndAsync(to, cancellationToken)).ToDictionary(end => end.Partition, end => end.Offset);
        var ended = false;
        await foreach (var record in TailAsync(cancellationToken))
        {
            if (IsEnd(record))
            {
                copied[record.Partition] = Math.Min(copied[record.Partition], record.Offset);
                ended = true;
            }
        }

        return (copied, ended);
    }

    /// <summary>First copies, where any are there: who goes on with topics of a given name may begin elsewhere by now, and count wrongly.</summary>
    private async Task<Dictionary<int, StoredRecord>> FirstAsync(Dictionary<int, long> copied, CancellationToken cancellationToken)
    {
        var first = new Dictionary<int, StoredRecord>();
        var ends = await log.EndAsync(to, cancellationToken);
        foreach (var end in ends.Where(end => copied[end.Partition] > 0))
        {
            await foreach (var record in log.ScanAsync(to, [.. ends.Select(other => other.Partition == end.Partition ? end with { Offset = 0 } : other)], cancellationToken))
            {
                if (record.Offset == 0)
                {
                    first.Add(record.Partition, record);
                }

                break;
            }
        }

        return first;
    }

    // Brokers take the ends one by one: a partition may have those of some of its sources.
    private async Task<HashSet<(int Partition, string Source)>> EndedAsync(CancellationToken cancellationToken)
    {
        var ended = new HashSet<(int, string)>();
        await foreach (var record in TailAsync(cancellationToken))
        {
            if (IsEnd(record))
            {
                ended.Add((record.Partition, record.SourceOf()));
            }
        }

        return ended;
    }

    // Only this copy writes ends, and nothing after them.
    private async IAsyncEnumerable<StoredRecord> TailAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Shares are sources of their own, under each division that the log has seen.
        const int MostSources = 256;
        var ends = await log.EndAsync(to, cancellationToken);
        await foreach (var record in log.ScanAsync(
            to, [.. ends.Select(end => end with { Offset = Math.Max(0, end.Offset - MostSources) })], cancellationToken))
        {
            yield return record;
        }
    }

    private static bool IsEnd(StoredRecord record) => record.KindOf() == RecordKind.Progress && ProgressCodec.FromRecord(record).EndOfStream;
}
