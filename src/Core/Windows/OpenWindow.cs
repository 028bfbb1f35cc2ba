using System.Buffers;
using System.Runtime.InteropServices;
using Slams.Core.Cycles;
using Slams.Core.Windows.Stores;

namespace Slams.Core.Windows;

/// <summary>A window being filled, or closed and not yet published.</summary>
/// <param name="cycle">Its cycle.</param>
/// <param name="store">Holds its items.</param>
internal sealed class OpenWindow<T>(Cycle cycle, IItemStore<T> store)
    where T : notnull
{
    private IItemStore<T>? _store = store;
    private readonly Dictionary<int, long> _lowest = [];

    public Cycle Cycle { get; } = cycle;

    /// <summary>Distinct items in it.</summary>
    public int Count => _store?.Count ?? 0;

    public long Duplicates { get; private set; }

    /// <summary>Length of the run of empty windows that ends here; set when the window closes.</summary>
    public int EmptyRun { get; set; }

    public IReadOnlyDictionary<int, long> LowestOffsets => _lowest;

    /// <summary>Adds an item unless the window holds the same; of two copies the choice does not depend on arrival.</summary>
    public bool Add(T item, PartitionState partition, long offset, IComparer<T> order)
    {
        // A dropped copy counts as needed too: after a restart it must move the watermark of its partition again.
        Need(partition, offset);
        if (_store!.Add(new WindowItem<T>(item, partition, offset), order))
        {
            return true;
        }

        Duplicates++;
        return false;
    }

    /// <summary>Adds items in the order given, never in place of one that the window holds; returns the new ones.</summary>
    public List<T> Merge(IEnumerable<HeldItems<T>.Entry> items, out int copies)
    {
        var added = new List<T>();
        copies = 0;
        foreach (var (item, partition, at) in items)
        {
            if (_store!.Add(new WindowItem<T>(item, partition, at.Offset), order: null))
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
    public ClosedWindow<T> Close(IComparer<T> order, long skippedBefore)
    {
        var count = Count;
        var (items, spans) = (new T[count], Array.Empty<OffsetSpan>());
        var (entries, sorted) = (ArrayPool<WindowItem<T>>.Shared.Rent(count), ArrayPool<WindowItem<T>>.Shared.Rent(count));
        try
        {
            _store!.CopyTo(entries.AsSpan(0, count));
            Sort(entries.AsSpan(0, count), sorted.AsSpan(0, count), order);
            spans = Spans(sorted.AsSpan(0, count));
            for (var index = 0; index < count; index++)
            {
                items[index] = sorted[index].Item;
            }
        }
        finally
        {
            ArrayPool<WindowItem<T>>.Shared.Return(entries, clearArray: true);
            ArrayPool<WindowItem<T>>.Shared.Return(sorted, clearArray: true);
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

    /// <summary>Hands over the store, emptied, when the window is closed for good: only the offsets are kept.</summary>
    public IItemStore<T> Release()
    {
        var released = _store!;
        _store = null;
        released.Clear();
        return released;
    }

    private static void Sort(Span<WindowItem<T>> entries, Span<WindowItem<T>> sorted, IComparer<T> order)
    {
        if (order is IGroupedOrder<T> grouped)
        {
            GroupedSort.Sort(entries, sorted, entry => grouped.GroupOf(entry.Item), (left, right) => left.CompareTo(right, order));
            return;
        }

        entries.CopyTo(sorted);
        sorted.Sort((left, right) => left.CompareTo(right, order));
    }

    private static OffsetSpan[] Spans(ReadOnlySpan<WindowItem<T>> entries)
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
}
