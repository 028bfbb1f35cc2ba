namespace Slams.Core.Windows.Stores;

/// <summary>
/// Finds numbered entries by their hash. Takes 8 bytes an entry, and 4 to 8 for its bucket: only buckets are made anew when it grows, which
/// are as many as entries or up to twice as many.
/// </summary>
internal sealed class HashIndex
{
    /// <summary>No entry.</summary>
    public const int None = -1;

    private const int FewestBuckets = 512;

    private readonly Chunks<int> _buckets = new();
    private readonly Chunks<Entry> _entries = new();

    public int Count => _entries.Count;

    /// <summary>The first entry of a hash, or <see cref="None"/>.</summary>
    public int First(int hash) => Count == 0 ? None : Find(Bucket(hash), hash);

    /// <summary>The entry of the same hash after another, or <see cref="None"/>.</summary>
    public int Next(int entry) => Find(_entries[entry].Next, _entries[entry].Hash);

    /// <summary>Adds an entry, whose number is <see cref="Count"/> before.</summary>
    public void Add(int hash)
    {
        if (Count == _buckets.Count)
        {
            Grow();
        }

        ref var first = ref Bucket(hash);
        _entries.Add(new Entry(hash, first));
        first = Count - 1;
    }

    /// <summary>Forgets all entries and keeps their room.</summary>
    public void Clear()
    {
        _buckets.Clear();
        _entries.Clear();
    }

    private ref int Bucket(int hash) => ref _buckets[hash & (_buckets.Count - 1)];

    private int Find(int entry, int hash)
    {
        while (entry != None && _entries[entry].Hash != hash)
        {
            entry = _entries[entry].Next;
        }

        return entry;
    }

    private void Grow()
    {
        var size = Math.Max(FewestBuckets, _buckets.Count * 2);
        _buckets.Clear();
        while (_buckets.Count < size)
        {
            _buckets.Add(None);
        }

        for (var entry = 0; entry < Count; entry++)
        {
            ref var first = ref Bucket(_entries[entry].Hash);
            (_entries[entry].Next, first) = (first, entry);
        }
    }

    private record struct Entry(int Hash, int Next);
}
