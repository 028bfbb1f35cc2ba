namespace Slams.Core.Windows;

/// <summary>Items that wait for the revision of their cycle.</summary>
internal sealed class HeldItems<T>
    where T : notnull
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<int, long> _lowest = [];

    public int Count => _entries.Count;

    /// <summary>Lowest offset held, by slot of the partition.</summary>
    public IReadOnlyDictionary<int, long> LowestOffsets => _lowest;

    public void Add(T item, PartitionState partition, SourceOffset at)
    {
        _entries.Add(new Entry(item, partition, at));
        if (!_lowest.TryGetValue(partition.Slot, out var lowest) || at.Offset < lowest)
        {
            _lowest[partition.Slot] = at.Offset;
        }
    }

    /// <summary>Takes all, in an order that does not depend on arrival.</summary>
    public Entry[] Take(IComparer<T> order)
    {
        var taken = _entries.ToArray();
        _entries.Clear();
        _lowest.Clear();
        Array.Sort(taken, (left, right) =>
        {
            var comparison = order.Compare(left.Item, right.Item);
            return comparison != 0
                ? comparison
                : (left.At.Partition, left.At.Offset).CompareTo((right.At.Partition, right.At.Offset));
        });
        return taken;
    }

    /// <summary>One item and where it stands.</summary>
    public readonly record struct Entry(T Item, PartitionState Partition, SourceOffset At);
}
