using System.Threading.Channels;
using Slams.Core.Analyses;
using Slams.Publisher.Feed;
using Slams.Streaming.Log;

namespace Slams.Publisher.Tests.Support;

/// <summary>A log of analyses in memory that keeps its committed position, as a broker would.</summary>
internal sealed class QueueFeed : IAnalysisFeed
{
    private readonly List<IncomingAnalysis> _records = [];
    private readonly Channel<bool> _arrivals = Channel.CreateUnbounded<bool>();
    private readonly Channel<long> _commits = Channel.CreateUnbounded<long>();
    private TaskCompletionSource _opening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the publisher is the active one of its group.</summary>
    public bool IsActive { get; set; } = true;

    public long Committed { get; private set; }

    /// <summary>Ends when a publisher opens the log the next time: by then it has read its folder.</summary>
    public Task NextOpening => _opening.Task;

    public void Append(Analysis analysis) => Append(analysis, null);

    public void AppendUnreadable(string problem) => Append(null, problem);

    /// <summary>Waits until everything before an offset is committed.</summary>
    public async Task CommittedAsync(long offset)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Committed < offset)
        {
            await _commits.Reader.ReadAsync(deadline.Token);
        }
    }

    public Task<IAnalysisStream> OpenAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _opening, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return Task.FromResult<IAnalysisStream>(new Stream(this));
    }

    private void Append(Analysis? analysis, string? problem)
    {
        lock (_records)
        {
            _records.Add(new IncomingAnalysis(analysis, problem, new LogPosition("slams.analyses", 0, _records.Count + 1)));
        }

        _arrivals.Writer.TryWrite(true);
    }

    private sealed class Stream(QueueFeed feed) : IAnalysisStream
    {
        private long _next = feed.Committed;

        public bool IsActive => feed.IsActive;

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
                await feed._arrivals.Reader.ReadAsync(cancellationToken);
                found = Take();
            }

            return found;
        }

        public Task CommitAsync(LogPosition next, CancellationToken cancellationToken)
        {
            feed.Committed = next.Offset;
            feed._commits.Writer.TryWrite(next.Offset);
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
}
