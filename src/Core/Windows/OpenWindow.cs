using System.Buffers;
using System.Runtime.InteropServices;
using Slams.Core.Cycles;

namespace Slams.Core.Windows;

/// <summary>A window being filled, or closed and not yet published.</summary>
/// <param name="cycle">Its cycle.</param>
/// <param name="identity">Which items are copies of the same.</param>
/// <param name="spent">A window closed for good, whose table is used again: large tables made anew bring on full collections of garbage.</param>
internal sealed class OpenWindow<T>(Cycle cycle, IEqualityComparer<T> identity, OpenWindow<T>? spent = null)
    where T : notnull
{
    private Dictionary<T, Entry> _entries = spent?.Release() ?? new(identity);
    private readonly Dictionary<int, long> _lowest = [];

    public Cycle Cycle { get; } = cycle;

    /// <summary>Distinct items in it.</summary>
    public int Count => _entries.Count;

    public long Duplicates { get; private set; }

    /// <summary>Length of the run of empty windows that ends here; set when the window closes.</summary>
    public int EmptyRun { get; set; }

    public IReadOnlyDictionary<int, long> LowestOffsets => _lowest;

    /// <summary>Adds an item unless the window holds the same; of two copies the choice does not depend on arrival.</summary>
    public bool Add(T item, PartitionState partition, long offset, IComparer<T> order)
    {
        // A dropped copy counts as needed too: after a restart it must move the watermark of its partition again.
        Need(partition, offset);
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, item, out var exists);
        if (!exists)
        {
            held = new Entry(item, partition, offset);
            return true;
        }

        Duplicates++;
        var comparison = order.Compare(item, held.Item);
        if (comparison < 0 || (comparison == 0 && (partition.Partition, offset).CompareTo((held.Partition.Partition, held.Offset)) < 0))
        {
            held = new Entry(item, partition, offset);
        }

        return false;
    }

    /// <summary>Adds items in the order given, never in place of one that the window holds; returns the new ones.</summary>
    public List<T> Merge(IEnumerable<HeldItems<T>.Entry> items, out int copies)
    {
        var added = new List<T>();
        copies = 0;
        foreach (var (item, partition, at) in items)
        {
            if (_entries.TryAdd(item, new Entry(item, partition, at.Offset)))
            {
                added.Add(item);
            }
            else
            {
                copies++;
            }

            Need(partition, at.Offset);
        }

        return added;
    }

    /// <summary>Closes the window.</summary>
    /// <param name="order">Order of its content.</param>
    /// <param name="skippedBefore">Empty cycles left out before it.</param>
    /// <param name="keep">Whether it may be closed once more; the content is forgotten otherwise, and only the offsets are kept.</param>
    public ClosedWindow<T> Close(IComparer<T> order, long skippedBefore, bool keep = false)
    {
        var count = _entries.Count;
        var (items, spans) = (new T[count], Array.Empty<OffsetSpan>());
        var (entries, sorted) = (ArrayPool<Entry>.Shared.Rent(count), ArrayPool<Entry>.Shared.Rent(count));
        try
        {
            _entries.Values.CopyTo(entries, 0);
            Sort(entries.AsSpan(0, count), sorted.AsSpan(0, count), order);
            spans = Spans(sorted.AsSpan(0, count));
            for (var index = 0; index < count; index++)
            {
                items[index] = sorted[index].Item;
            }
        }
        finally
        {
            ArrayPool<Entry>.Shared.Return(entries, clearArray: true);
            ArrayPool<Entry>.Shared.Return(sorted, clearArray: true);
        }

        if (!keep)
        {
            _entries.Clear();
        }

        return new ClosedWindow<T>
        {
            Cycle = Cycle,
            Items = items,
            Offsets = spans,
            Duplicates = Duplicates,
            SkippedBefore = skippedBefore,
        };
    }

    private Dictionary<T, Entry> Release()
    {
        var released = _entries;
        _entries = new(released.Comparer);
        return released;
    }

    private static void Sort(Span<Entry> entries, Span<Entry> sorted, IComparer<T> order)
    {
        if (order is IGroupedOrder<T> grouped)
        {
            GroupedSort.Sort(entries, sorted, entry => grouped.GroupOf(entry.Item), (left, right) => Compare(left, right, order));
            return;
        }

        entries.CopyTo(sorted);
        sorted.Sort((left, right) => Compare(left, right, order));
    }

    private static int Compare(in Entry left, in Entry right, IComparer<T> order)
    {
        var comparison = order.Compare(left.Item, right.Item);
        return comparison != 0 ? comparison : (left.Partition.Partition, left.Offset).CompareTo((right.Partition.Partition, right.Offset));
    }

    private static OffsetSpan[] Spans(ReadOnlySpan<Entry> entries)
    {
        var spans = new Dictionary<PartitionState, (long Lowest, long Highest)>();
        foreach (var entry in entries)
        {
            ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(spans, entry.Partition, out var known);
            span = known ? (Math.Min(span.Lowest, entry.Offset), Math.Max(span.Highest, entry.Offset)) : (entry.Offset, entry.Offset);
        }

        return [.. spans.Select(span => new OffsetSpan(span.Key.Partition, span.Value.Lowest, span.Value.Highest + 1)).OrderBy(span => span.Partition)];
    }

    private void Need(PartitionState partition, long offset)
    {
        if (!_lowest.TryGetValue(partition.Slot, out var lowest) || offset < lowest)
        {
            _lowest[partition.Slot] = offset;
        }
    }

    private readonly record struct Entry(T Item, PartitionState Partition, long Offset);
}
