namespace Slams.Core.Windows;

/// <summary>Items that are in no window and wait to be written out with a commit.</summary>
internal sealed class SetAsideItems<T>
{
    private readonly Dictionary<SourcePartition, long> _lowest = [];
    private List<(SetAside<T> Item, bool WithRevision)> _items = [];

    public int Count => _items.Count;

    public void Add(SetAside<T> item, bool withRevision)
    {
        _items.Add((item, withRevision));
        Need(item.Origin);
    }

    /// <summary>
    /// Takes what a commit settles. Items late for a cycle that is itself not settled yet stay, as do those that missed a
    /// revision not published yet: a restart decides about them again.
    /// </summary>
    /// <param name="settled">Last cycle published, or left out for good.</param>
    /// <param name="awaitsRevision">Whether the stored state says that a cycle may still be revised.</param>
    public IReadOnlyList<SetAside<T>> TakeDue(long settled, Func<long, bool> awaitsRevision)
    {
        var (due, waiting) = (new List<SetAside<T>>(), new List<(SetAside<T> Item, bool WithRevision)>());
        foreach (var entry in _items)
        {
            if (entry.Item.Reason != SetAsideReason.Late
                || (entry.Item.Cycle!.Value.Index <= settled && !(entry.WithRevision && awaitsRevision(entry.Item.Cycle.Value.Index))))
            {
                due.Add(entry.Item);
            }
            else
            {
                waiting.Add(entry);
            }
        }

        _items = waiting;
        _lowest.Clear();
        foreach (var (item, _) in waiting)
        {
            Need(item.Origin);
        }

        return due;
    }

    /// <summary>Lowest offset of a partition that still waits, or <paramref name="needed"/> where that is lower.</summary>
    public long Lowest(SourcePartition partition, long needed) => Math.Min(needed, _lowest.GetValueOrDefault(partition, needed));

    private void Need(SourceOffset origin)
    {
        if (!_lowest.TryGetValue(origin.Partition, out var lowest) || origin.Offset < lowest)
        {
            _lowest[origin.Partition] = origin.Offset;
        }
    }
}
