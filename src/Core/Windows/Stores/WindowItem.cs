namespace Slams.Core.Windows.Stores;

/// <summary>An item of a window and where it stands in the log.</summary>
internal readonly record struct WindowItem<T>(T Item, PartitionState Partition, long Offset)
{
    /// <summary>Compares by an order of items, then by place.</summary>
    public int CompareTo(in WindowItem<T> other, IComparer<T> order)
    {
        var comparison = order.Compare(Item, other.Item);
        return comparison != 0 ? comparison : (Partition.Partition, Offset).CompareTo((other.Partition.Partition, other.Offset));
    }
}
