namespace Slams.Core.Windows.Stores;

/// <summary>
/// Holds observations as they come while they are few, which costs the least time; of a large network readings are packed, which takes a quarter of the memory.
/// </summary>
/// <param name="identity">Tells copies.</param>
/// <param name="size">Size of the network, known to the stores of all its windows.</param>
internal sealed class ObservationStore(IEqualityComparer<Observation> identity, NetworkSize size) : IItemStore<Observation>
{
    private readonly PackedReadings _readings = new(identity);
    private PlainStore<Observation> _others = new(identity);
    private bool _packs;

    public int Count => _readings.Count + _others.Count;

    public bool Add(in WindowItem<Observation> item, IComparer<Observation>? order)
    {
        if (!_packs && size.IsLargeWith(_others.Count))
        {
            Pack();
        }

        // Copies are of the same kind, and of the same time, so that a store never holds what the other has.
        return _packs && item.Item.Reading is { Time: not null } ? _readings.Add(item, order) : _others.Add(item, order);
    }

    public void CopyTo(Span<WindowItem<Observation>> target)
    {
        _readings.CopyTo(target[.._readings.Count]);
        _others.CopyTo(target[_readings.Count..]);
    }

    public void Clear()
    {
        _readings.Clear();
        _others.Clear();
    }

    private void Pack()
    {
        var held = new WindowItem<Observation>[_others.Count];
        _others.CopyTo(held);
        // Not emptied, but made anew: its table has room for all of them.
        (_others, _packs) = (new(identity), true);
        foreach (var item in held)
        {
            Add(item, order: null);
        }
    }
}
