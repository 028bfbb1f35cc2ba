namespace Slams.Core.Windows;

/// <summary>What mostly decides the order of an item, most significant part first.</summary>
internal readonly record struct OrderKey(ulong High, ulong Low, long Ticks) : IComparable<OrderKey>
{
    public int CompareTo(OrderKey other) =>
        High != other.High ? High.CompareTo(other.High)
        : Low != other.Low ? Low.CompareTo(other.Low)
        : Ticks.CompareTo(other.Ticks);
}
