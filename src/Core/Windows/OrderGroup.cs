namespace Slams.Core.Windows;

/// <summary>A group of items that follow one another in a window, such as the readings of a station.</summary>
internal readonly record struct OrderGroup(int Rank, string Name) : IComparable<OrderGroup>
{
    public int CompareTo(OrderGroup other) => Rank != other.Rank ? Rank.CompareTo(other.Rank) : string.CompareOrdinal(Name, other.Name);
}
