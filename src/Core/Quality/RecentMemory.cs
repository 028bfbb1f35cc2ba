using System.Runtime.InteropServices;

namespace Slams.Core.Quality;

/// <summary>
/// Remembers something for each of the keys seen lately. Two generations, of which the older is dropped when the newer is full or old
/// enough: bounded whatever arrives, and no stamp can empty it.
/// </summary>
/// <param name="clock">Measures how long a key has been remembered.</param>
/// <param name="capacity">Most keys remembered, at least 2.</param>
/// <param name="retention">How long a key is remembered at least after it was seen, unless capacity forbids.</param>
internal sealed class RecentMemory<TKey, TValue>(TimeProvider clock, int capacity, TimeSpan retention)
    where TKey : notnull
    where TValue : struct
{
    private readonly int _generationCapacity = capacity >= 2
        ? capacity / 2
        : throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "At least 2 keys must fit.");

    private Generation _current = new();
    private Generation _previous = new();
    private long _currentSince = clock.GetTimestamp();

    /// <summary>Number of keys remembered.</summary>
    public int Count => _current.Count + _previous.Count;

    /// <summary>What is remembered for a key, to be read and written before the next call; the default of the type for a new one.</summary>
    public ref TValue Of(TKey key, out bool known)
    {
        MakeRoom();
        var hashed = new Hashed(key);
        ref var value = ref _current.Of(hashed, out known);
        if (!known && _previous.Count > 0)
        {
            known = _previous.TryGet(hashed, out value);
        }

        return ref value;
    }

    private void MakeRoom()
    {
        if (_current.Count >= _generationCapacity || clock.GetElapsedTime(_currentSince) >= retention)
        {
            (_previous, _current) = (_current, _previous);
            _current.Clear();
            _currentSince = clock.GetTimestamp();
        }
    }

    /// <summary>
    /// A table in many small parts: the whole of one that grows is copied at once, which for a million keys takes a hundred megabytes
    /// and as many milliseconds out of the stream.
    /// </summary>
    private sealed class Generation
    {
        private const int PartBits = 6;
        private readonly Dictionary<Hashed, TValue>[] _parts = [.. Enumerable.Range(0, 1 << PartBits).Select(_ => new Dictionary<Hashed, TValue>())];

        public int Count { get; private set; }

        public ref TValue Of(Hashed key, out bool known)
        {
            ref var value = ref CollectionsMarshal.GetValueRefOrAddDefault(PartOf(key), key, out known);
            Count += known ? 0 : 1;
            return ref value!;
        }

        public bool TryGet(Hashed key, out TValue value) => PartOf(key).TryGetValue(key, out value);

        public void Clear()
        {
            foreach (var part in _parts)
            {
                part.Clear();
            }

            Count = 0;
        }

        // The high bits, spread: the part itself goes by the low ones.
        private Dictionary<Hashed, TValue> PartOf(Hashed key) => _parts[((uint)key.Hash * 0x9E37_79B9u) >> (32 - PartBits)];
    }

    /// <summary>A key whose hash is worked out once, for the part and its table, of two generations.</summary>
    private readonly struct Hashed(TKey key) : IEquatable<Hashed>
    {
        private readonly TKey _key = key;

        public int Hash { get; } = key.GetHashCode();

        public bool Equals(Hashed other) => Hash == other.Hash && EqualityComparer<TKey>.Default.Equals(_key, other._key);

        public override bool Equals(object? obj) => obj is Hashed other && Equals(other);

        public override int GetHashCode() => Hash;
    }
}
