using Slams.Core.Cycles;

namespace Slams.Core.Windows;

/// <summary>A window being filled, or closed and not yet published.</summary>
/// <param name="cycle">Its cycle.</param>
/// <param name="identity">Which items are copies of the same.</param>
/// <param name="expected">How many items it will probably hold: room is made for them at once, rather than step by step.</param>
internal sealed class OpenWindow<T>(Cycle cycle, IEqualityComparer<T> identity, int expected = 0)
    where T : notnull
{
    // A few stray items do not make room for many.
    private const int Stray = 16;

    private readonly Dictionary<T, Entry> _entries = new(identity);
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
        ref var held = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_entries, item, out var exists);
        if (!exists)
        {
            held = new Entry(item, partition.Partition, offset);
            if (_entries.Count == expected / Stray)
            {
                _entries.EnsureCapacity(expected);
            }

            return true;
        }

        Duplicates++;
        var comparison = order.Compare(item, held.Item);
        if (comparison < 0 || (comparison == 0 && (partition.Partition, offset).CompareTo((held.Partition, held.Offset)) < 0))
        {
            held = new Entry(item, partition.Partition, offset);
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
            if (_entries.TryAdd(item, new Entry(item, partition.Partition, at.Offset)))
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
        var entries = Sorted(order);
        var spans = Spans(entries);
        if (!keep)
        {
            _entries.Clear();
            _entries.TrimExcess();
        }

        return new ClosedWindow<T>
        {
            Cycle = Cycle,
            Items = Array.ConvertAll(entries, entry => entry.Item),
            Offsets = spans,
            Duplicates = Duplicates,
            SkippedBefore = skippedBefore,
        };
    }

    private Entry[] Sorted(IComparer<T> order)
    {
        var entries = _entries.Values.ToArray();
        if (order is IGroupedOrder<T> grouped)
        {
            return GroupedSort.Sort(entries, entry => grouped.GroupOf(entry.Item), (left, right) => Compare(left, right, order));
        }

        Array.Sort(entries, (left, right) => Compare(left, right, order));
        return entries;
    }

    private static int Compare(in Entry left, in Entry right, IComparer<T> order)
    {
        var comparison = order.Compare(left.Item, right.Item);
        return comparison != 0 ? comparison : (left.Partition, left.Offset).CompareTo((right.Partition, right.Offset));
    }

    private static OffsetSpan[] Spans(Entry[] entries)
    {
        var spans = new List<OffsetSpan>();
        var at = -1;
        foreach (var entry in entries)
        {
            // Neighbours are mostly of one station, hence of one partition.
            if (at < 0 || spans[at].Partition != entry.Partition)
            {
                at = spans.FindIndex(span => span.Partition == entry.Partition);
            }

            if (at < 0)
            {
                at = spans.Count;
                spans.Add(new OffsetSpan(entry.Partition, entry.Offset, entry.Offset + 1));
            }

            spans[at] = spans[at] with
            {
                Start = Math.Min(spans[at].Start, entry.Offset),
                End = Math.Max(spans[at].End, entry.Offset + 1),
            };
        }

        return [.. spans.OrderBy(span => span.Partition)];
    }

    private void Need(PartitionState partition, long offset)
    {
        if (!_lowest.TryGetValue(partition.Slot, out var lowest) || offset < lowest)
        {
            _lowest[partition.Slot] = offset;
        }
    }

    private readonly record struct Entry(T Item, SourcePartition Partition, long Offset);
}
