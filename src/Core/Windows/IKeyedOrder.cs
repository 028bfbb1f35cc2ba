namespace Slams.Core.Windows;

/// <summary>
/// An order that a key of fixed size mostly decides: sorting keys side by side spares following two references for every
/// comparison, which is what sorting a large window costs.
/// </summary>
internal interface IKeyedOrder<T> : IComparer<T>
{
    /// <summary>The key of an item; items of equal keys are ordered by the comparer.</summary>
    OrderKey KeyOf(T item);
}
