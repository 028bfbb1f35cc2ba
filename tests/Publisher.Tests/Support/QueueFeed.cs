using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Slams.Core.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Feed;
using Slams.Streaming.Log;

namespace Slams.Publisher.Tests.Support;

/// <summary>A log of analyses in memory that keeps the committed position of each group, as a broker would.</summary>
internal sealed class QueueFeed : IAnalysisFeed
{
    private static readonly string PublisherGroup = PublisherOptions.GroupOf(new PublisherOptions().TopicPrefix);
    private readonly List<IncomingAnalysis> _records = [];
    private readonly ConcurrentDictionary<string, QueuePlace> _places = new(StringComparer.Ordinal);
    private TaskCompletionSource _opening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the publisher is the active one of its group.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>How often another one has published for a while.</summary>
    public int Losses { get; set; }

    /// <summary>
    /// What another publisher, which has left again, has committed while this one was suspended: its next commit is refused for that. Null for none.
    /// </summary>
    public long? CommittedByAnother { get; set; }

    /// <summary>Committed position of the publisher itself.</summary>
    public long Committed => Place(PublisherGroup).Committed;

    /// <summary>Groups that set aside what cannot be read.</summary>
    public ConcurrentBag<string> WhoSetsAside { get; } = [];

    /// <summary>Ends when a publisher opens the log the next time: by then it has read its folder.</summary>
    public Task NextOpening => _opening.Task;

    public void Append(Analysis analysis, ActivityContext trace = default) => Append(analysis, null, trace);

    public void AppendUnreadable(string problem) => Append(null, problem, default);

    /// <summary>Waits until everything before an offset is committed.</summary>
    public Task CommittedAsync(long offset) => CommittedAsync(PublisherGroup, offset);

    /// <summary>The same for another group.</summary>
    public async Task CommittedAsync(string group, long offset)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var place = Place(group);
        while (place.Committed < offset)
        {
            await place.Commits.Reader.ReadAsync(deadline.Token);
        }
    }

    public Task<IAnalysisStream> OpenAsync(FeedPlace place, CancellationToken cancellationToken)
    {
        if (place.Group == PublisherGroup)
        {
            Interlocked.Exchange(ref _opening, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }

        if (place.SetsAside)
        {
            WhoSetsAside.Add(place.Group);
        }

        return Task.FromResult<IAnalysisStream>(new Stream(this, Place(place.Group)));
    }

    public Task<Analysis?> LastAsync(FeedPlace place, CancellationToken cancellationToken)
    {
        lock (_records)
        {
            return Task.FromResult(_records.Take((int)Place(place.Group).Committed).LastOrDefault(record => record.Analysis is { Failure: null })?.Analysis);
        }
    }

    public async IAsyncEnumerable<IncomingAnalysis> DoneSinceAsync(FeedPlace place, LogPosition first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        IncomingAnalysis[] done;
        lock (_records)
        {
            done = [.. _records.Take((int)Place(place.Group).Committed).Skip((int)first.Offset)];
        }

        foreach (var incoming in done)
        {
            yield return incoming;
        }
    }

    private QueuePlace Place(string group) => _places.GetOrAdd(group, _ => new QueuePlace());

    private void Append(Analysis? analysis, string? problem, ActivityContext trace)
    {
        lock (_records)
        {
            _records.Add(new IncomingAnalysis(analysis, problem, new LogPosition("slams.analyses", 0, _records.Count + 1)) { Trace = trace });
        }

        foreach (var place in _places.Values)
        {
            place.Arrivals.Writer.TryWrite(true);
        }
    }

    private sealed class Stream(QueueFeed feed, QueuePlace place) : IAnalysisStream
    {
        private long _next = place.Committed;

        public bool IsActive => feed.IsActive;

        public int Losses => feed.Losses;

        public DateTimeOffset LastPoll => TimeProvider.System.GetUtcNow();

        public long? Lag => feed._records.Count - _next;

        public async Task<IReadOnlyList<IncomingAnalysis>> ReadAsync(TimeSpan maxWait, CancellationToken cancellationToken)
        {
            if (!feed.IsActive)
            {
                await Task.Delay(1, cancellationToken);
                return [];
            }

            var found = Take();
            if (found.Count == 0)
            {
                await place.Arrivals.Reader.ReadAsync(cancellationToken);
                found = Take();
            }

            return found;
        }

        public Task CommitAsync(LogPosition next, CancellationToken cancellationToken)
        {
            if (feed.CommittedByAnother is { } committed)
            {
                feed.CommittedByAnother = null;
                place.Committed = committed;
                throw new LostPartitionException("g", "slams.analyses/0");
            }

            place.Committed = next.Offset;
            place.Commits.Writer.TryWrite(next.Offset);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private List<IncomingAnalysis> Take()
        {
            lock (feed._records)
            {
                var found = feed._records.Skip((int)_next).ToList();
                _next += found.Count;
                return found;
            }
        }
    }

    private sealed class QueuePlace
    {
        public Channel<bool> Arrivals { get; } = Channel.CreateUnbounded<bool>();

        public Channel<long> Commits { get; } = Channel.CreateUnbounded<long>();

        public long Committed { get; set; }
    }
}
