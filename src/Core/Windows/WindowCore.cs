using System.Diagnostics.CodeAnalysis;
using Slams.Core.Cycles;

namespace Slams.Core.Windows;

/// <summary>
/// Sorts items into the windows of their cycles by event time and closes a window when the watermark has passed it. Pure:
/// no I/O and no clock of its own; not thread-safe. Items and progress go in, closed windows come out one at a time in
/// cycle order, and <see cref="Checkpoint"/> says what to commit with each. After a restart or a rebalance a new core, fed
/// from the committed offsets, finds the same windows again.
/// </summary>
/// <typeparam name="T">Type of the items.</typeparam>
public sealed class WindowCore<T>
    where T : notnull
{
    // Times within two intervals of the calendar's ends have no complete window.
    private readonly long _minimumTicks;
    private readonly long _maximumTicks;
    private readonly WindowOptions _options;
    private readonly IEqualityComparer<T> _identity;
    private readonly IComparer<T> _order;
    private readonly WatermarkTracker _tracker;
    private readonly SortedDictionary<long, OpenWindow<T>> _open = [];
    private readonly Queue<OpenWindow<T>> _unpublished = new();
    private readonly List<SetAside<T>> _setAside = [];
    private readonly long _resumedAfter;
    private long _closedThrough;
    private long _newestCycle = long.MinValue;
    private long? _next;
    private long? _lastPublished;
    private int _emptyRun;
    private int _publishedEmptyRun;
    private long _skipped;
    private long _watermarkTicks = SourceTrack.Unknown;
    private WindowCounts _counts;

    /// <summary>Makes a core.</summary>
    /// <param name="options">When windows close.</param>
    /// <param name="identity">Which items are copies of the same report.</param>
    /// <param name="order">Order of a window's content; also decides which copy is kept.</param>
    /// <param name="resume">What was stored with the last published cycle; null for a first start.</param>
    public WindowCore(WindowOptions options, IEqualityComparer<T> identity, IComparer<T> order, WindowResume? resume = null)
    {
        options.Validate();
        _options = options;
        _identity = identity;
        _order = order;
        _tracker = new WatermarkTracker(options, resume);
        var margin = (options.Schedule.Interval.Ticks * 2) + options.Lateness.Ticks + options.AllowedDisorder.Ticks;
        _minimumTicks = DateTimeOffset.MinValue.UtcTicks + margin;
        _maximumTicks = DateTimeOffset.MaxValue.UtcTicks - margin;
        _lastPublished = resume?.LastPublished;
        _next = resume?.LastPublished + 1;
        _emptyRun = _publishedEmptyRun = resume?.EmptyRun ?? 0;
        _closedThrough = _resumedAfter = resume?.LastPublished ?? long.MinValue;
    }

    /// <summary>Everything before this time is expected to have come; null while a source is unknown. Never moves back.</summary>
    public DateTimeOffset? Watermark =>
        _watermarkTicks == SourceTrack.Unknown ? null : new DateTimeOffset(_watermarkTicks, TimeSpan.Zero);

    /// <summary>Items by outcome since the start.</summary>
    public WindowCounts Counts => _counts;

    /// <summary>Windows that still take items.</summary>
    public int OpenWindows => _open.Count;

    /// <summary>Declares a partition that will be read: it holds the watermark back until it is heard of or idle.</summary>
    public void Assign(SourcePartition partition, DateTimeOffset now)
    {
        _tracker.SetClock(now);
        _tracker.Partition(partition);
    }

    /// <summary>Adds an item.</summary>
    /// <param name="at">Where it stands in the log.</param>
    /// <param name="eventTime">Time of observation; null when it carries none that can be used.</param>
    /// <param name="arrival">When it entered the log, which bounds how far ahead its time may be.</param>
    /// <param name="item">The item.</param>
    public AddOutcome Add(SourceOffset at, DateTimeOffset? eventTime, DateTimeOffset arrival, T item)
    {
        var partition = See(at);
        if (eventTime is not { } time || time.UtcTicks < _minimumTicks || time.UtcTicks > _maximumTicks)
        {
            return Reject(partition, at, item, SetAsideReason.NoTime, null);
        }

        var cycle = _options.Schedule.CycleAt(time);
        if (time - arrival > _options.FutureBound)
        {
            return Reject(partition, at, item, SetAsideReason.FutureTime, cycle);
        }

        // Where the item goes is decided before its own time moves the watermark: an item cannot make itself late.
        var outcome = Place(partition, at, cycle, item);
        var newest = cycle.Index > _newestCycle;
        _newestCycle = Math.Max(_newestCycle, cycle.Index);
        if (_tracker.Item(partition, at.Source, at.Offset, time.UtcTicks) || newest)
        {
            MoveWatermark();
        }

        return outcome;
    }

    /// <summary>A source says that it will write nothing earlier than a time to this partition, or nothing at all any more.</summary>
    /// <param name="at">Where the statement stands in the log; it names the source.</param>
    /// <param name="watermark">Nothing earlier will follow; null leaves it open.</param>
    /// <param name="end">Nothing at all will follow.</param>
    /// <param name="arrival">When it entered the log; a watermark further ahead than the bound is cut.</param>
    public void Progress(SourceOffset at, DateTimeOffset? watermark, bool end, DateTimeOffset arrival)
    {
        var partition = See(at);
        var ticks = watermark is { } time
            ? Math.Clamp(time.UtcTicks, _minimumTicks, Math.Min(_maximumTicks, arrival.UtcTicks + _options.FutureBound.Ticks))
            : SourceTrack.Unknown;
        _tracker.Progress(partition, at.Source, at.Offset, end ? SourceTrack.Ended : ticks);
        MoveWatermark();
    }

    /// <summary>Notes a record that holds no item, such as an unreadable one: it will not be needed again.</summary>
    public void Skip(SourceOffset at) => See(at);

    /// <summary>Moves the processing clock, which finds idle sources.</summary>
    /// <param name="now">The time now.</param>
    /// <param name="behind">Whether records are waiting unread; silence of a source then says nothing about it.</param>
    public void Advance(DateTimeOffset now, bool behind)
    {
        _tracker.Advance(now, behind);
        MoveWatermark();
    }

    /// <summary>Takes the next closed window, in cycle order and without gaps.</summary>
    public bool TryClose([NotNullWhen(true)] out ClosedWindow<T>? window)
    {
        window = null;
        var first = _open.Count > 0 ? _open.Keys.First() : long.MaxValue;
        if (_next is null)
        {
            if (first > _closedThrough)
            {
                return false;
            }

            _next = first;
        }

        if (_emptyRun >= _options.MaxEmptyRun && _next <= _closedThrough && first > _next)
        {
            var resumeAt = Math.Min(first, _closedThrough + 1);
            _skipped += resumeAt - _next.Value;
            _next = resumeAt;
        }

        if (_next > _closedThrough)
        {
            return false;
        }

        if (!_open.Remove(_next.Value, out var open))
        {
            open = new OpenWindow<T>(_options.Schedule.At(_next.Value), _identity);
        }

        window = open.Close(_order, _skipped);
        _emptyRun = window.Items.Count == 0 ? _emptyRun + 1 : 0;
        _skipped = 0;
        _next++;
        open.EmptyRun = _emptyRun;
        _unpublished.Enqueue(open);
        return true;
    }

    /// <summary>
    /// Says what to commit together with the outputs of <paramref name="published"/>, and forgets it: if the commit fails,
    /// start a new core from the committed offsets.
    /// </summary>
    /// <param name="published">The oldest window taken and not yet checkpointed; null to commit between cycles.</param>
    public WindowCheckpoint<T> Checkpoint(Cycle? published)
    {
        if (published is { } cycle)
        {
            if (!_unpublished.TryPeek(out var oldest) || oldest.Cycle.Index != cycle.Index)
            {
                throw new InvalidOperationException($"Cycle {cycle} is not the oldest one that waits to be published.");
            }

            _unpublished.Dequeue();
            _lastPublished = cycle.Index;
            _publishedEmptyRun = oldest.EmptyRun;
        }

        // Items late for a cycle that is itself not published yet stay: a restart decides about them again.
        var due = _setAside.Where(IsDue).ToArray();
        _setAside.RemoveAll(item => IsDue(item));
        var lowWater = _tracker.Partitions
            .Where(partition => partition.Next is not null)
            .Select(partition => new PartitionOffset(partition.Partition, LowWater(partition)))
            .OrderBy(position => position.Partition)
            .ToArray();
        var resume = _lastPublished is { } last ? new WindowResume(last, _tracker.Handled(), _publishedEmptyRun) : null;
        return new WindowCheckpoint<T>(lowWater, due, resume);
    }

    private PartitionState See(SourceOffset at)
    {
        var partition = _tracker.Partition(at.Partition);
        partition.See(at.Offset);
        return partition;
    }

    private AddOutcome Place(PartitionState partition, SourceOffset at, Cycle cycle, T item)
    {
        if (cycle.Index > _closedThrough)
        {
            if (!_open.TryGetValue(cycle.Index, out var window))
            {
                window = new OpenWindow<T>(cycle, _identity);
                _open.Add(cycle.Index, window);
            }

            if (window.Add(item, partition, at.Offset, _order))
            {
                _counts = _counts with { Windowed = _counts.Windowed + 1 };
                return AddOutcome.Windowed;
            }

            _counts = _counts with { Duplicate = _counts.Duplicate + 1 };
            return AddOutcome.Duplicate;
        }

        if (cycle.Index <= _resumedAfter && at.Offset < partition.Handled)
        {
            _counts = _counts with { AlreadyHandled = _counts.AlreadyHandled + 1 };
            return AddOutcome.AlreadyHandled;
        }

        var lateBy = Math.Max(0, _watermarkTicks - (cycle.WindowEnd + _options.Lateness).UtcTicks);
        _setAside.Add(new SetAside<T>(item, at, SetAsideReason.Late, cycle, TimeSpan.FromTicks(lateBy)));
        _counts = _counts with { Late = _counts.Late + 1 };
        return AddOutcome.Late;
    }

    private AddOutcome Reject(PartitionState partition, SourceOffset at, T item, SetAsideReason reason, Cycle? cycle)
    {
        if (at.Offset < partition.Handled)
        {
            _counts = _counts with { AlreadyHandled = _counts.AlreadyHandled + 1 };
            return AddOutcome.AlreadyHandled;
        }

        _setAside.Add(new SetAside<T>(item, at, reason, cycle, TimeSpan.Zero));
        _counts = _counts with { Rejected = _counts.Rejected + 1 };
        return AddOutcome.Rejected;
    }

    private bool IsDue(SetAside<T> item) => item.Reason != SetAsideReason.Late || item.Cycle!.Value.Index <= _lastPublished;

    private void MoveWatermark()
    {
        var ticks = _tracker.Minimum();
        // Trailing windows without items wait for something later, so that a batch of any size closes the same windows.
        var horizon = _newestCycle;
        if (_tracker.AllIdle && _options.CloseByClock && (_next is not null || _newestCycle != long.MinValue))
        {
            ticks = Math.Max(ticks, _tracker.ClockTicks);
            horizon = Math.Max(horizon, NewestComplete(_tracker.ClockTicks));
        }

        if (ticks == SourceTrack.Unknown || (ticks == SourceTrack.Ended && _newestCycle == long.MinValue))
        {
            return;
        }

        if (ticks == SourceTrack.Ended)
        {
            // All have ended: close what there is, and no more, so that a source starting later is not late as a whole.
            ticks = (_options.Schedule.At(_newestCycle).WindowEnd + _options.Lateness).UtcTicks + 1;
        }

        _watermarkTicks = Math.Max(_watermarkTicks, ticks);
        _closedThrough = Math.Max(_closedThrough, Math.Min(horizon, NewestComplete(_watermarkTicks)));
    }

    // Windows include their end, so the watermark must be past it.
    private long NewestComplete(long watermarkTicks) =>
        _options.Schedule.CycleAt(new DateTimeOffset(watermarkTicks - _options.Lateness.Ticks, TimeSpan.Zero)).Index - 1;

    private long LowWater(PartitionState partition)
    {
        var needed = partition.Next!.Value;
        foreach (var window in _open.Values.Concat(_unpublished))
        {
            if (window.LowestOffsets.TryGetValue(partition.Slot, out var offset))
            {
                needed = Math.Min(needed, offset);
            }
        }

        foreach (var item in _setAside)
        {
            if (item.Origin.Partition == partition.Partition)
            {
                needed = Math.Min(needed, item.Origin.Offset);
            }
        }

        return _tracker.WatermarkOffset(partition, needed);
    }
}
