namespace Slams.Core.Windows;

/// <summary>Items that are in no window and wait to be written out with a commit.</summary>
internal sealed class SetAsideItems<T>
{
    private readonly List<(SetAside<T> Item, bool WithRevision)> _items = [];

    public void Add(SetAside<T> item, bool withRevision) => _items.Add((item, withRevision));

    /// <summary>
    /// Takes what a commit settles. Items late for a cycle that is itself not published yet stay, as do those that missed a
    /// revision not published yet: a restart decides about them again.
    /// </summary>
    /// <param name="lastPublished">Last cycle published; null before the first.</param>
    /// <param name="awaitsRevision">Whether the stored state says that a cycle may still be revised.</param>
    public SetAside<T>[] TakeDue(long? lastPublished, Func<long, bool> awaitsRevision)
    {
        var due = _items.Where(entry => IsDue(entry)).Select(entry => entry.Item).ToArray();
        _items.RemoveAll(entry => IsDue(entry));
        return due;

        bool IsDue((SetAside<T> Item, bool WithRevision) entry) => entry.Item.Reason != SetAsideReason.Late
            || (entry.Item.Cycle!.Value.Index <= lastPublished && !(entry.WithRevision && awaitsRevision(entry.Item.Cycle.Value.Index)));
    }

    /// <summary>Lowest offset of a partition that still waits, or <paramref name="needed"/> where that is lower.</summary>
    public long Lowest(SourcePartition partition, long needed)
    {
        foreach (var (item, _) in _items)
        {
            if (item.Origin.Partition == partition)
            {
                needed = Math.Min(needed, item.Origin.Offset);
            }
        }

        return needed;
    }
}
