using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Slams.Assimilator.Observability;
using Slams.Core.Analyses;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator.Members;

/// <summary>
/// Shares the jobs of a cycle out over the log and gathers their samples. Nothing depends on others: what has not come for a while, what they decline, and all that is
/// missing once the log fails, is sampled here. Samples of jobs that were sent before a crash are taken, for a job's name is its content. One cycle at a time.
/// </summary>
internal sealed partial class MemberGatherer(
    IEventLog log, MemberTopics topics, MemberDesk desk, GatherOptions options, MemberMetrics metrics, TimeProvider time, ILogger logger)
    : IMemberSampler, IAsyncDisposable
{
    private const int Records = 64;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    // A group may take a moment to give the topic to who takes over; to sample everything again would take longer.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

    private readonly Dictionary<(string Topic, int Partition), long> _read = [];

    // A try after one that failed asks for the same again, and what was read is gone from the reader.
    private IReadOnlyDictionary<string, IReadOnlyList<float[]>> _before = new Dictionary<string, IReadOnlyList<float[]>>();
    private ILogReader? _reader;
    private bool _caughtUp;

    /// <summary>Joins the group, which may take a moment that the first cycle then need not wait for.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await topics.EnsureAsync(log, cancellationToken);
        _reader ??= await log.OpenReaderAsync(
            new ReaderOptions { Group = topics.GathererGroup, Topics = [topics.Samples], SessionTimeout = options.SessionTimeout }, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<float[][]> SampleAsync(IReadOnlyList<MemberJob> jobs, CancellationToken cancellationToken)
    {
        using var span = Tracing.Source.StartActivity("members.gather");
        await using var round = new GatherRound(jobs, _before, desk, metrics);
        try
        {
            await GatherAsync(round, span, cancellationToken);
        }
        finally
        {
            _before = round.Samples;
        }

        // What the log still has of them is of no use.
        desk.Settle(jobs.Select(job => job.Id));
        return round.Members;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_reader is { } reader)
        {
            (_reader, _caughtUp) = (null, false);
            await reader.DisposeAsync();
        }
    }

    private async Task GatherAsync(GatherRound round, Activity? span, CancellationToken cancellationToken)
    {
        var answers = await TryLogAsync(() => SendAsync(round, span, cancellationToken));
        var (last, late) = (time.GetTimestamp(), false);
        while (round.Missing.Count > 0)
        {
            var missing = round.Missing.Count;
            if (answers)
            {
                answers = await TryLogAsync(() => ReadAsync(round, Wait, cancellationToken));
            }

            if (!answers)
            {
                round.SampleHere(round.Missing, SampleOrigin.LogFailed, cancellationToken);
                await round.NextOwnAsync();
            }

            await round.TakeOwnAsync();
            last = round.Missing.Count < missing ? time.GetTimestamp() : last;
            round.SampleHere(round.Declined, SampleOrigin.Declined, cancellationToken);
            if (!late && round.Missing.Count > 0 && time.GetElapsedTime(last) >= options.Patience)
            {
                late = true;
                LogLate(round.Missing.Count, options.Patience);
            }

            if (late)
            {
                // What is under way in this process comes over the log.
                round.SampleHere(round.Missing.Where(job => !desk.IsInHand(job.Id)), SampleOrigin.Late, cancellationToken);
            }
        }
    }

    // What was sent before a crash may have been done: only what is missing after a look is sent.
    private async Task SendAsync(GatherRound round, Activity? span, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await CommitAsync(cancellationToken);
        await CatchUpAsync(round, cancellationToken);

        var jobs = round.Missing;
        var partitions = await log.PartitionCountAsync(topics.Jobs, cancellationToken);
        var now = time.GetUtcNow();
        await log.AppendAsync(
            topics.Jobs,
            [.. jobs.Select((job, number) => MemberJobCodec.ToRecord(job, round.Name, Place(number, jobs.Count, partitions), now).WithTrace(span))],
            cancellationToken);
    }

    // Of one that has just joined, what was written before may come a moment later.
    private async Task CatchUpAsync(GatherRound round, CancellationToken cancellationToken)
    {
        if (!_caughtUp)
        {
            var begun = time.GetTimestamp();
            var committed = (await log.CommittedAsync(topics.GathererGroup, topics.Samples, cancellationToken)).ToDictionary(position => position.Partition, position => position.Offset);
            var ends = (await log.EndAsync(topics.Samples, cancellationToken)).Where(end => end.Offset > committed.GetValueOrDefault(end.Partition)).ToArray();
            while (ends.Any(end => _read.GetValueOrDefault((end.Topic, end.Partition)) < end.Offset) && time.GetElapsedTime(begun) < LongestLook)
            {
                await ReadAsync(round, Wait, cancellationToken);
            }

            _caughtUp = true;
        }

        while (await ReadAsync(round, TimeSpan.Zero, cancellationToken))
        {
        }
    }

    // Members hold neighbouring partitions, or as many of any: few jobs go apart, many in turn.
    private static int Place(int number, int jobs, int partitions) => jobs < partitions ? number * partitions / jobs : number % partitions;

    private async Task<bool> ReadAsync(GatherRound round, TimeSpan wait, CancellationToken cancellationToken)
    {
        var records = await _reader!.ReadAsync(Records, wait, cancellationToken);
        foreach (var record in records)
        {
            _read[(record.Topic, record.Partition)] = record.Offset + 1;
            if (round.Wants(record.Key))
            {
                Take(round, record);
            }
        }

        return records.Count > 0;
    }

    private void Take(GatherRound round, StoredRecord record)
    {
        try
        {
            round.Take(MemberSamplesCodec.FromRecord(record));
        }
        catch (UnreadableMessageException exception)
        {
            LogUnreadable(exception.Message);
            round.Decline(record.Key!);
        }
    }

    // Only when the next cycle begins: until then the one before may have to be done again.
    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_read.Count == 0)
        {
            return;
        }

        try
        {
            await _reader!.CommitAsync([.. _read.Select(read => new LogPosition(read.Key.Topic, read.Key.Partition, read.Value))], cancellationToken);
        }
        catch (LostPartitionException)
        {
            // It has moved, and is read again from where it was committed.
        }

        _read.Clear();
    }

    private async Task<bool> TryLogAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (EventLogException exception)
        {
            LogFails(exception.Message);
            _read.Clear();
            await DisposeAsync();
            return false;
        }
    }

    [LoggerMessage(2012, LogLevel.Warning, "Nothing has come for {Patience} of {Jobs} jobs of members, which are sampled here")]
    private partial void LogLate(int jobs, TimeSpan patience);

    [LoggerMessage(2013, LogLevel.Warning, "The log fails while members are gathered, and what is missing is sampled here: {Reason}")]
    private partial void LogFails(string reason);

    [LoggerMessage(2014, LogLevel.Warning, "Samples of members cannot be read and are made here: {Reason}")]
    private partial void LogUnreadable(string reason);
}
