namespace Slams.Core.Windows.Stores;

/// <summary>Values that recur, each under a small number.</summary>
internal sealed class Numbered<T>
    where T : IEquatable<T>
{
    private readonly HashIndex _index = new();
    private readonly Chunks<T> _values = new();
    private int _last;

    public T this[int number] => _values[number];

    /// <summary>The number of a value, which gets one when it is new.</summary>
    public int Of(in T value)
    {
        // Neighbours mostly share their source.
        if (_index.Count > 0 && _values[_last].Equals(value))
        {
            return _last;
        }

        var hash = value.GetHashCode();
        var number = _index.First(hash);
        while (number != HashIndex.None && !_values[number].Equals(value))
        {
            number = _index.Next(number);
        }

        if (number == HashIndex.None)
        {
            number = _index.Count;
            _index.Add(hash);
            _values.Add(value);
        }

        _last = number;
        return number;
    }

    /// <summary>Forgets all values and keeps their room.</summary>
    public void Clear()
    {
        _index.Clear();
        _values.Clear();
        _last = 0;
    }
}
