using System.Threading.Channels;

namespace Slams.Publisher.Events;

/// <summary>One client's queue. When it overflows the client is cut off; it comes back with Last-Event-ID and misses nothing.</summary>
internal sealed class EventSubscription : IDisposable
{
    private readonly Channel<AnalysisEvent> _queue;
    private readonly CancellationTokenSource _overflow = new();
    private readonly Action<EventSubscription> _leave;
    private int _disposed;

    public EventSubscription(int capacity, Action<EventSubscription> leave)
    {
        _leave = leave;
        _queue = Channel.CreateBounded<AnalysisEvent>(new BoundedChannelOptions(capacity) { SingleReader = true });
    }

    public ChannelReader<AnalysisEvent> Events => _queue.Reader;

    /// <summary>Set when the client was too slow.</summary>
    public CancellationToken Overflow => _overflow.Token;

    /// <summary>Queues an event without waiting; false when the client had to be cut off.</summary>
    public bool Offer(AnalysisEvent next) => _queue.Writer.TryWrite(next);

    /// <summary>Ends the subscription of a client that does not keep up.</summary>
    public void CutOff()
    {
        _queue.Writer.TryComplete();
        // Callbacks of the token abort a write in progress; they must not run on the publisher's thread.
        _ = _overflow.CancelAsync();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _leave(this);
            _queue.Writer.TryComplete();
        }
    }
}
