using System.Runtime.CompilerServices;

namespace Slams.Core.Windows.Stores;

/// <summary>
/// A list in small arrays: none is a large object, none is copied when it grows, and little room is left over.
/// </summary>
internal sealed class Chunks<T>
{
    private const int Shift = 9, Size = 1 << Shift;

    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> Shift][index & (Size - 1)];

    public void Add(T value)
    {
        var chunk = Count >> Shift;
        if (chunk == _chunks.Count)
        {
            _chunks.Add(new T[Size]);
        }

        _chunks[chunk][Count & (Size - 1)] = value;
        Count++;
    }

    /// <summary>Forgets all values and keeps the arrays.</summary>
    public void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _chunks.ForEach(Array.Clear);
        }

        Count = 0;
    }
}
