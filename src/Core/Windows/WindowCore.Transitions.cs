using System.Diagnostics.CodeAnalysis;
using Slams.Core.Cycles;

namespace Slams.Core.Windows;

/// <content>What moves between open, closed, revised, published and set aside.</content>
public sealed partial class WindowCore<T>
{
    private void Publish(Cycle cycle)
    {
        if (!_unpublished.TryPeek(out var oldest) || oldest.Window.Cycle.Index != cycle.Index)
        {
            throw new InvalidOperationException($"Cycle {cycle} is not the oldest one that waits to be published.");
        }

        _unpublished.Dequeue();
        if (oldest.Revision == 0)
        {
            _lastPublished = cycle.Index;
            _publishedEmptyRun = oldest.Window.EmptyRun;
        }

        _committedRevisable = _revisions.Commit(oldest.Revision == 0 ? null : cycle, _lastPublished!.Value, _revisedThrough);
    }

    // Cycles that are closed without anything to publish, before the first and in runs that are left out, are done with as well.
    // With revisions those in runs may still take what is held, and wait for the next that is published; before the first nothing is revised.
    private void Settle()
    {
        var drained = _unpublished.Count == 0 && (_open.Count == 0 || _open.Keys.First() > _closedThrough);
        if (drained && _next is null)
        {
            PutAside(_revisions.Before(_closedThrough + 1));
        }

        _settled = Math.Max(_settled, drained && (!_revisions.Enabled || _next is null) ? _closedThrough : _lastPublished ?? long.MinValue);
    }

    private void PutAside(List<(long Cycle, HeldItems<T>.Entry Item)> held)
    {
        foreach (var (cycle, entry) in held)
        {
            Late(_options.Schedule.At(cycle), entry.At, entry.Item, withRevision: false);
        }
    }

    private bool TryRevise([NotNullWhen(true)] out ClosedWindow<T>? window)
    {
        var all = _allEnded && _next > _closedThrough;
        var found = _revisions.TryTake(_next!.Value, _revisedThrough, all, out var duplicates, out window);
        _counts = _counts with { Duplicate = _counts.Duplicate + duplicates, Revised = _counts.Revised + (window?.Added.Count ?? 0) };
        if (found)
        {
            _unpublished.Enqueue((new OpenWindow<T>(window!.Cycle, _stores()), window.Revision));
        }

        return found;
    }

    private OpenWindow<T> NewWindow(Cycle cycle)
    {
        var store = _spent ?? _stores();
        _spent = null;
        return new OpenWindow<T>(cycle, store);
    }

    private PartitionState See(SourceOffset at)
    {
        var partition = _tracker.Partition(at.Partition);
        partition.See(at.Offset);
        return partition;
    }

    private AddOutcome Place(PartitionState partition, SourceOffset at, Cycle cycle, T item, LateHandling late)
    {
        var missed = late == LateHandling.Straggler && _revisions.Enabled;
        if (cycle.Index > _closedThrough && !missed)
        {
            if (!_open.TryGetValue(cycle.Index, out var window))
            {
                window = NewWindow(cycle);
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

        var revise = late != LateHandling.SetAside && _revisions.Enabled;
        if (!missed && _revisions.Restore(cycle.Index, at, item, partition))
        {
            return AlreadyHandled();
        }

        if (cycle.Index <= _resumedAfter && at.Offset < partition.Handled && !(revise && _revisions.Awaits(cycle.Index)))
        {
            return AlreadyHandled();
        }

        // Before the first cycle nothing is revised, and what would wait to hear that may be much.
        revise &= !IsBeforeAll(cycle);
        if (revise && cycle.Index > _revisedThrough && _revisions.Hold(cycle.Index, _next, at, item, partition))
        {
            return AddOutcome.Held;
        }

        Late(cycle, at, item, revise);
        return AddOutcome.Late;
    }

    private bool IsBeforeAll(Cycle cycle) =>
        _next is null && cycle.Index <= _closedThrough && _unpublished.Count == 0 && (_open.Count == 0 || _open.Keys.First() > _closedThrough);

    private void Late(Cycle cycle, SourceOffset at, T item, bool withRevision)
    {
        // After a restart the watermark may not be known yet.
        var lateBy = _watermarkTicks == SourceTrack.Unknown ? 0 : Math.Max(0, _watermarkTicks - (cycle.WindowEnd + _options.Lateness).UtcTicks);
        _setAside.Add(new SetAside<T>(item, at, SetAsideReason.Late, cycle, TimeSpan.FromTicks(lateBy)), withRevision);
        _counts = _counts with { Late = _counts.Late + 1 };
    }

    private AddOutcome Reject(PartitionState partition, SourceOffset at, T item, SetAsideReason reason, Cycle? cycle)
    {
        if (at.Offset < partition.Handled)
        {
            return AlreadyHandled();
        }

        _setAside.Add(new SetAside<T>(item, at, reason, cycle, TimeSpan.Zero), withRevision: false);
        _counts = _counts with { Rejected = _counts.Rejected + 1 };
        return AddOutcome.Rejected;
    }

    private AddOutcome AlreadyHandled()
    {
        _counts = _counts with { AlreadyHandled = _counts.AlreadyHandled + 1 };
        return AddOutcome.AlreadyHandled;
    }

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

        _allEnded = ticks == SourceTrack.Ended;
        if (ticks == SourceTrack.Unknown || (_allEnded && _newestCycle == long.MinValue))
        {
            return;
        }

        if (_allEnded)
        {
            // All have ended: close what there is, and no more, so that a source starting later is not late as a whole.
            ticks = (_options.Schedule.At(_newestCycle).WindowEnd + _options.Lateness).UtcTicks + 1;
        }

        _watermarkTicks = Math.Max(_watermarkTicks, ticks);
        if (_revisions.Enabled)
        {
            _revisedThrough = NewestComplete(_watermarkTicks - _options.RevisionBound.Ticks);
        }

        var through = Math.Min(horizon, NewestComplete(_watermarkTicks));
        if (through > _closedThrough)
        {
            _closedThrough = through;
            _revisions.NoteClosed(through, _tracker.Partitions);
        }
    }

    // Windows include their end, so the watermark must be past it.
    private long NewestComplete(long watermarkTicks) =>
        _options.Schedule.CycleAt(new DateTimeOffset(watermarkTicks - _options.Lateness.Ticks, TimeSpan.Zero)).Index - 1;

    private long LowWater(PartitionState partition)
    {
        var needed = partition.Next!.Value;
        foreach (var pin in _open.Values.Concat(_unpublished.Select(waiting => waiting.Window)).Select(window => window.LowestOffsets).Concat(_revisions.Pins))
        {
            if (pin.TryGetValue(partition.Slot, out var offset))
            {
                needed = Math.Min(needed, offset);
            }
        }

        return _tracker.WatermarkOffset(partition, _setAside.Lowest(partition.Partition, needed));
    }
}
