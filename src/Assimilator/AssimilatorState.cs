using Slams.Core.Cycles;
using Slams.Hosting.Ingest;

namespace Slams.Assimilator;

/// <summary>What the assimilator is doing, for health, metrics and progress bars. Readable from any thread.</summary>
public sealed class AssimilatorState : IStartsFirst
{
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _ready;
    private volatile Func<DateTimeOffset>? _lastPoll;
    private volatile Func<long>? _unread;
    private long _cycles, _late, _duplicates;

    /// <summary>Raised after each committed cycle, with the seconds it took.</summary>
    public event Action<Cycle, TimeSpan>? CycleCommitted;

    /// <summary>Ends when every source has ended and every window is published; fails when the assimilator does.</summary>
    public Task Completed => _completed.Task;

    /// <summary>When the log was last polled.</summary>
    public DateTimeOffset? LastPoll => _lastPoll?.Invoke();

    /// <summary>Records of the inputs that have not been read yet; null without a reader.</summary>
    public long? Unread => _unread?.Invoke();

    /// <summary>Whether the model is loaded.</summary>
    public bool Ready => _ready;

    /// <inheritdoc/>
    public Task Started => _loaded.Task;

    /// <summary>Cycles committed since the start.</summary>
    public long Cycles => Interlocked.Read(ref _cycles);

    /// <summary>Observations that came too late for their cycle since the start.</summary>
    public long Late => Interlocked.Read(ref _late);

    /// <summary>Copies dropped since the start.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Where to ask for the last poll and for what is not read yet: the reader polls on while an analysis runs.</summary>
    internal void Follow(Func<DateTimeOffset>? lastPoll, Func<long>? unread) => (_lastPoll, _unread) = (lastPoll, unread);

    internal void Commit(Cycle cycle, long duplicates, TimeSpan duration)
    {
        Interlocked.Increment(ref _cycles);
        Interlocked.Add(ref _duplicates, duplicates);
        CycleCommitted?.Invoke(cycle, duration);
    }

    internal void AddLate(long count) => Interlocked.Add(ref _late, count);

    internal void BeReady()
    {
        _ready = true;
        _loaded.TrySetResult();
    }

    internal void Complete() => _completed.TrySetResult();

    internal void Fail(Exception exception)
    {
        _completed.TrySetException(exception);
        _loaded.TrySetResult();
    }
}
