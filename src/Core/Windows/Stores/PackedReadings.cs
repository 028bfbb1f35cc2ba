namespace Slams.Core.Windows.Stores;

/// <summary>
/// Holds readings in some 30 bytes each, and 16 to find them by. What comes out equals what was put in, bit by bit, and is a new object each time.
/// </summary>
internal sealed class PackedReadings(IEqualityComparer<Observation> identity)
{
    private readonly HashIndex _index = new();
    private readonly Chunks<uint> _places = new();
    private readonly BytePages _pages = new();
    private readonly ReadingPacker _packer = new();
    private (PartitionState? Partition, long Offset)[] _partitions = [];

    public int Count => _index.Count;

    /// <summary>As <see cref="IItemStore{T}.Add"/>; the item is a reading with a time.</summary>
    public bool Add(in WindowItem<Observation> item, IComparer<Observation>? order)
    {
        var hash = identity.GetHashCode(item.Item);
        for (var entry = _index.First(hash); entry != HashIndex.None; entry = _index.Next(entry))
        {
            var held = Unpack(_places[entry], out var length);
            if (identity.Equals(held.Item, item.Item))
            {
                if (order is not null && item.CompareTo(held, order) < 0)
                {
                    Replace(entry, length, item);
                }

                return false;
            }
        }

        Span<byte> record = stackalloc byte[ReadingPacker.MaxBytes + (2 * PackedWriter.MaxNumber)];
        _places.Add(_pages.Append(Pack(item, record)));
        _index.Add(hash);
        return true;
    }

    public void CopyTo(Span<WindowItem<Observation>> target)
    {
        for (var entry = 0; entry < Count; entry++)
        {
            target[entry] = Unpack(_places[entry], out _);
        }
    }

    /// <summary>Forgets all and keeps the room.</summary>
    public void Clear()
    {
        _index.Clear();
        _places.Clear();
        _pages.Clear();
        _packer.Clear();
        _partitions = [];
    }

    private void Replace(int entry, int length, in WindowItem<Observation> item)
    {
        Span<byte> record = stackalloc byte[ReadingPacker.MaxBytes + (2 * PackedWriter.MaxNumber)];
        var packed = Pack(item, record);
        if (packed.Length <= length)
        {
            packed.CopyTo(_pages.From(_places[entry]));
        }
        else
        {
            _places[entry] = _pages.Append(packed);
        }
    }

    private ReadOnlySpan<byte> Pack(in WindowItem<Observation> item, Span<byte> record)
    {
        var writer = new PackedWriter(record);
        writer.Unsigned((uint)item.Partition.Slot);
        writer.Signed(item.Offset - FirstOffset(item));
        _packer.Write(ref writer, item.Item.Reading!);
        return writer.Written;
    }

    // Offsets of a window lie close together, wherever the log has come to.
    private long FirstOffset(in WindowItem<Observation> item)
    {
        var slot = item.Partition.Slot;
        if (slot >= _partitions.Length)
        {
            Array.Resize(ref _partitions, slot + 1);
        }

        ref var first = ref _partitions[slot];
        first = first.Partition is null ? (item.Partition, item.Offset) : first;
        return first.Offset;
    }

    private WindowItem<Observation> Unpack(uint place, out int length)
    {
        var reader = new PackedReader(_pages.From(place));
        var (partition, first) = _partitions[(int)reader.Unsigned()];
        var offset = first + reader.Signed();
        var reading = _packer.Read(ref reader);
        length = reader.Position;
        return new WindowItem<Observation>(Observation.Of(reading), partition!, offset);
    }
}
