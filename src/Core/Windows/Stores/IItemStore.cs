namespace Slams.Core.Windows.Stores;

/// <summary>Holds the distinct items of one window, in whatever form.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
internal interface IItemStore<T>
{
    /// <summary>Distinct items held.</summary>
    int Count { get; }

    /// <summary>Adds an item unless the same is held; says whether it was new.</summary>
    /// <param name="item">The item.</param>
    /// <param name="order">Of two copies the first by this order stays; null to let the one stay that is held.</param>
    bool Add(in WindowItem<T> item, IComparer<T>? order);

    /// <summary>Writes all items, in any order that depends on nothing but the calls of <see cref="Add"/>.</summary>
    /// <param name="target">As long as <see cref="Count"/>.</param>
    void CopyTo(Span<WindowItem<T>> target);

    /// <summary>Forgets all items, and keeps their room for others: memory made anew for each window would have to be collected again.</summary>
    void Clear();
}
