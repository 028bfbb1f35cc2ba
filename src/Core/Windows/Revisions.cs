using System.Diagnostics.CodeAnalysis;
using Slams.Core.Cycles;
using Slams.Core.Windows.Stores;

namespace Slams.Core.Windows;

/// <summary>
/// Closed windows within the revision bound. Each is closed a second time, at most, when the watermark has passed the bound
/// and something has come for it: what a revision holds is decided by event time, not by when it was read.
/// </summary>
internal sealed class Revisions<T>
    where T : notnull
{
    private readonly WindowOptions _options;
    private readonly IComparer<T> _order;
    private readonly SortedDictionary<long, RevisableWindow<T>> _windows = [];

    // What has come for windows that are not closed yet, or whose closing has not been handed out.
    private readonly SortedDictionary<long, HeldItems<T>> _early = [];
    private readonly List<(long Through, Dictionary<SourcePartition, long> Next)> _cuts = [];
    private readonly long _span;

    public Revisions(WindowOptions options, Func<IItemStore<T>> stores, IComparer<T> order, WindowResume? resume)
    {
        _options = options;
        _order = order;
        var interval = options.Schedule.Interval.Ticks;
        _span = (options.RevisionBound.Ticks + interval - 1) / interval;
        foreach (var cycle in Enabled ? resume?.Revisable ?? [] : [])
        {
            _windows.Add(cycle.Index, new RevisableWindow<T>(
                new OpenWindow<T>(options.Schedule.At(cycle.Index), stores()), cycle.Cut.ToDictionary(cut => cut.Partition, cut => cut.Offset)));
        }
    }

    public bool Enabled => _options.RevisionBound > TimeSpan.Zero;

    /// <summary>Items held.</summary>
    public long Held => _windows.Values.Sum(window => (long)window.Held.Count) + _early.Values.Sum(held => (long)held.Count);

    /// <summary>Items in memory: those held, and the content of windows that may be closed once more.</summary>
    public long Holding => Held + _windows.Values.Sum(window => (long)window.Content.Count);

    /// <summary>Offsets that a restart must read again.</summary>
    public IEnumerable<IReadOnlyDictionary<int, long>> Pins =>
        _windows.Values.SelectMany(window => new[] { window.Content.LowestOffsets, window.Held.LowestOffsets })
            .Concat(_early.Values.Select(held => held.LowestOffsets));

    /// <summary>Whether a cycle's revision is still to be published.</summary>
    public bool Awaits(long cycle) => _windows.ContainsKey(cycle);

    /// <summary>Notes which records have been seen when windows are closed by the watermark.</summary>
    public void NoteClosed(long through, IEnumerable<PartitionState> partitions)
    {
        if (Enabled)
        {
            _cuts.Add((through, partitions.Where(p => p.Next is not null).ToDictionary(p => p.Partition, p => p.Next!.Value)));
        }
    }

    /// <summary>Puts an item that is read again into the closed window that held it; false when it was in none.</summary>
    public bool Restore(long cycle, SourceOffset at, T item, PartitionState partition)
    {
        if (!_windows.TryGetValue(cycle, out var window) || !window.WasInWindow(at))
        {
            return false;
        }

        if (!window.Taken)
        {
            window.Content.Add(item, partition, at.Offset, _order);
        }

        return true;
    }

    /// <summary>Holds an item for the revision of its cycle; false when there is none to come.</summary>
    /// <param name="cycle">The item's cycle.</param>
    /// <param name="next">The next cycle to hand out; null before the first.</param>
    /// <param name="at">Where the item stands.</param>
    /// <param name="item">The item.</param>
    /// <param name="partition">Its partition.</param>
    public bool Hold(long cycle, long? next, SourceOffset at, T item, PartitionState partition)
    {
        if (_windows.TryGetValue(cycle, out var window))
        {
            if (!window.Taken)
            {
                window.Held.Add(item, partition, at);
            }

            return !window.Taken;
        }

        if (cycle < next)
        {
            return false;
        }

        if (!_early.TryGetValue(cycle, out var held))
        {
            _early.Add(cycle, held = new HeldItems<T>());
        }

        held.Add(item, partition, at);
        return true;
    }

    /// <summary>A window has been closed and handed out. Returns what was held for cycles that never will be.</summary>
    public List<(long Cycle, HeldItems<T>.Entry Item)> Opened(OpenWindow<T> window)
    {
        _early.Remove(window.Cycle.Index, out var held);
        _cuts.RemoveAll(cut => cut.Through < window.Cycle.Index);
        if (Enabled)
        {
            _windows.Add(window.Cycle.Index, new RevisableWindow<T>(window, _cuts[0].Next) { Held = held ?? new() });
        }

        return Before(window.Cycle.Index);
    }

    /// <summary>Takes what is held for cycles before one, none of which will be handed out any more.</summary>
    public List<(long Cycle, HeldItems<T>.Entry Item)> Before(long first)
    {
        var passed = new List<(long Cycle, HeldItems<T>.Entry Item)>();
        while (_early.Count > 0 && _early.First() is var (cycle, orphans) && cycle < first)
        {
            passed.AddRange(orphans.Take(_order).Select(entry => (cycle, entry)));
            _early.Remove(cycle);
        }

        return passed;
    }

    /// <summary>Takes the next revision due.</summary>
    /// <param name="next">The next cycle to hand out: a revision waits for the first analyses that come before it in event time.</param>
    /// <param name="through">Last cycle whose bound the watermark has passed.</param>
    /// <param name="all">Whether every source has ended and every window was handed out.</param>
    /// <param name="duplicates">How many held items were copies.</param>
    /// <param name="revision">The window, once more, with what was added.</param>
    public bool TryTake(long next, long through, bool all, out int duplicates, [NotNullWhen(true)] out ClosedWindow<T>? revision)
    {
        duplicates = 0;
        revision = null;
        foreach (var window in _windows.Values.Where(window => !window.Taken && window.Held.Count > 0))
        {
            var index = window.Content.Cycle.Index;
            if (!all && (index > through || index + _span > next))
            {
                return false;
            }

            var added = window.Content.Merge(window.Held.Take(_order), out var copies);
            duplicates += copies;
            if (added.Count > 0)
            {
                window.Taken = true;
                revision = window.Content.Close(_order, 0) with { Revision = 1, Added = added, Duplicates = copies };
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets cycles that are final, and returns the others that are published.</summary>
    /// <param name="revised">The cycle whose revision is published now, if any.</param>
    /// <param name="lastPublished">Last cycle published.</param>
    /// <param name="through">Last cycle whose bound the watermark has passed.</param>
    public IReadOnlyList<RevisableCycle> Commit(Cycle? revised, long lastPublished, long through)
    {
        foreach (var (index, window) in _windows.ToArray())
        {
            if (index == revised?.Index || (index <= Math.Min(lastPublished, through) && !window.Taken && window.Held.Count == 0))
            {
                _windows.Remove(index);
            }
        }

        return [.. _windows.Values.Where(window => window.Content.Cycle.Index <= lastPublished).Select(window => window.ToResume())];
    }
}
