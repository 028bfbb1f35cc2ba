namespace Slams.Streaming.Log;

/// <summary>
/// Stands between the task that polls a log and the caller of <see cref="ILogReader.ReadAsync"/>. Changes of the assignment
/// go through it too, so that the caller hears of them on its own thread, before the records that they concern.
/// </summary>
internal sealed class ReaderBuffer(int maxRecords, long maxBytes, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Queue<AssignmentChange> _changes = new();
    private Queue<StoredRecord> _records = new();
    private long _bytes;
    private Exception? _failure;
    private TaskCompletionSource _arrived = NewSignal();

    /// <summary>Raised when there is room again after the buffer was full.</summary>
    public Action? RoomAgain { get; set; }

    /// <summary>Records waiting.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _records.Count;
            }
        }
    }

    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                return Full();
            }
        }
    }

    /// <summary>Whether the buffer is down to half, the mark for going on after it was full.</summary>
    public bool IsHalfEmpty
    {
        get
        {
            lock (_lock)
            {
                return _records.Count <= maxRecords / 2 && _bytes <= maxBytes / 2;
            }
        }
    }

    public void Add(IReadOnlyList<StoredRecord> records)
    {
        lock (_lock)
        {
            foreach (var record in records)
            {
                _records.Enqueue(record);
                _bytes += Size(record);
            }

            Signal();
        }
    }

    /// <summary>Notes a change; records of lost partitions that nobody has taken yet are dropped.</summary>
    public void Change(AssignmentChange change)
    {
        lock (_lock)
        {
            if (change.Lost.Count > 0)
            {
                var lost = change.Lost.ToHashSet();
                _records = new Queue<StoredRecord>(_records.Where(record => !lost.Contains((record.Topic, record.Partition))));
                _bytes = _records.Sum(Size);
            }

            _changes.Enqueue(change);
            Signal();
        }
    }

    /// <summary>
    /// Refuses positions of a partition that was lost and of whose loss the caller has not heard yet, also where it is held again: what they come from was
    /// read before, and another member may have committed since.
    /// </summary>
    /// <exception cref="LostPartitionException">There is one.</exception>
    public void RequireHeard(string group, IReadOnlyList<LogPosition> positions)
    {
        lock (_lock)
        {
            foreach (var position in positions.Where(position => _changes.Any(change => change.Lost.Contains((position.Topic, position.Partition)))))
            {
                throw new LostPartitionException(group, FormattableString.Invariant($"{position.Topic}/{position.Partition}, read before it was lost"));
            }
        }
    }

    /// <summary>Lets every further read fail.</summary>
    public void Fail(Exception failure)
    {
        lock (_lock)
        {
            _failure ??= failure;
            Signal();
        }
    }

    public async Task<IReadOnlyList<StoredRecord>> ReadAsync(
        int maximum, TimeSpan maxWait, Action<AssignmentChange> changed, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        var started = timeProvider.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (change, records, arrived, room) = Take(maximum);
            if (change is not null)
            {
                changed(change);
                continue;
            }

            if (room)
            {
                RoomAgain?.Invoke();
            }

            var left = maxWait - timeProvider.GetElapsedTime(started);
            if (records.Count > 0 || left <= TimeSpan.Zero)
            {
                return records;
            }

            try
            {
                await arrived.WaitAsync(left, timeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return [];
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static long Size(StoredRecord record) => record.Value.Length + (record.Key?.Length ?? 0) + 64;

    private (AssignmentChange? Change, List<StoredRecord> Records, Task Arrived, bool Room) Take(int maximum)
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                throw new EventLogException($"Reading has ended: {_failure.Message}", _failure);
            }

            if (_changes.TryDequeue(out var change))
            {
                return (change, [], _arrived.Task, false);
            }

            var wasFull = Full();
            var taken = new List<StoredRecord>(Math.Min(maximum, _records.Count));
            while (taken.Count < maximum && _records.TryDequeue(out var record))
            {
                taken.Add(record);
                _bytes -= Size(record);
            }

            if (taken.Count == 0 && _arrived.Task.IsCompleted)
            {
                _arrived = NewSignal();
            }

            return (null, taken, _arrived.Task, wasFull && !Full());
        }
    }

    private bool Full() => _records.Count >= maxRecords || _bytes >= maxBytes;

    private void Signal() => _arrived.TrySetResult();
}
