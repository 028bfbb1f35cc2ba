namespace Slams.Core.Windows;

/// <summary>An order that a few groups mostly decide: a large window is shared out among them instead of being sorted as a whole.</summary>
internal interface IGroupedOrder<T> : IComparer<T>
{
    /// <summary>The group of an item; of items of two groups the comparer says the same as their groups.</summary>
    OrderGroup GroupOf(T item);
}
