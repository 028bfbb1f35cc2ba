using System.Runtime.InteropServices;

namespace Slams.Core.Windows.Stores;

/// <summary>Holds items as they come.</summary>
internal sealed class PlainStore<T>(IEqualityComparer<T> identity) : IItemStore<T>
    where T : notnull
{
    private readonly Dictionary<T, WindowItem<T>> _items = new(identity);

    public int Count => _items.Count;

    public bool Add(in WindowItem<T> item, IComparer<T>? order)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_items, item.Item, out var exists);
        if (!exists || (order is not null && item.CompareTo(held, order) < 0))
        {
            held = item;
        }

        return !exists;
    }

    public void CopyTo(Span<WindowItem<T>> target)
    {
        var index = 0;
        foreach (var item in _items.Values)
        {
            target[index++] = item;
        }
    }

    public void Clear() => _items.Clear();
}
