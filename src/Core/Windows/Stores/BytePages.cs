namespace Slams.Core.Windows.Stores;

/// <summary>Short records of bytes, one behind the other in pages none of which is a large object.</summary>
internal sealed class BytePages
{
    private const int Shift = 13, Size = 1 << Shift;

    private readonly List<byte[]> _pages = [];
    private int _page = -1, _used = Size;

    /// <summary>Appends a record; returns its place.</summary>
    /// <exception cref="OverflowException">There are 4 GiB already.</exception>
    public uint Append(ReadOnlySpan<byte> record)
    {
        if (_used + record.Length > Size)
        {
            _used = 0;
            if (++_page == _pages.Count)
            {
                _pages.Add(new byte[Size]);
            }
        }

        var place = checked((uint)(((long)_page << Shift) + _used));
        record.CopyTo(_pages[_page].AsSpan(_used));
        _used += record.Length;
        return place;
    }

    /// <summary>Forgets all records and keeps the pages.</summary>
    public void Clear() => (_page, _used) = (-1, Size);

    /// <summary>What begins at a place: the record, and whatever follows it.</summary>
    public Span<byte> From(uint place) => _pages[(int)(place >> Shift)].AsSpan((int)(place & (Size - 1)));
}
