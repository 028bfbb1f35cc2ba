namespace Slams.Core.Windows.Stores;

/// <summary>Holds readings packed, of which a window has very many, and all else as it comes.</summary>
internal sealed class ObservationStore(IEqualityComparer<Observation> identity) : IItemStore<Observation>
{
    private readonly PlainStore<Observation> _others = new(identity);
    private readonly PackedReadings _readings = new(identity);

    public int Count => _readings.Count + _others.Count;

    // Copies are of the same kind, and of the same time, so that a store never holds what the other has.
    public bool Add(in WindowItem<Observation> item, IComparer<Observation>? order) =>
        item.Item.Reading is { Time: not null } ? _readings.Add(item, order) : _others.Add(item, order);

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
}
