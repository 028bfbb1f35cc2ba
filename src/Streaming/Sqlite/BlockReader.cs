using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Reads what <see cref="BlockWriter"/> wrote. Values are slices of the block.</summary>
internal ref struct BlockReader(ReadOnlyMemory<byte> block, string topic, int partition, long first, HeaderText headers, TextPool keys)
{
    private readonly ReadOnlySpan<byte> _bytes = block.Span;
    private IReadOnlyDictionary<string, string>? _lastHeaders = null;
    private int _position, _count;

    /// <summary>Whether the block goes on.</summary>
    public readonly bool HasMore => _position < block.Length;

    /// <summary>Offset of the next record.</summary>
    public readonly long Offset => first + _count;

    /// <summary>The next record.</summary>
    /// <exception cref="EventLogException">The block is damaged.</exception>
    public StoredRecord Next()
    {
        var keyLength = ReadLength(plusOne: true);
        var key = keyLength < 0 ? null : keys.Get(Take(keyLength).Span);
        var value = Take(ReadLength(plusOne: false));
        var zigzag = ReadNumber();
        var milliseconds = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
        var headersLength = ReadLength(plusOne: true);
        if (headersLength >= 0)
        {
            _lastHeaders = headers.Read(Take(headersLength).Span) ?? throw Broken();
        }

        if (_lastHeaders is null || milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            throw Broken();
        }

        return new StoredRecord(
            topic, partition, first + _count++, key, value, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), _lastHeaders);
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > block.Length - _position)
        {
            throw Broken();
        }

        var taken = block.Slice(_position, length);
        _position += length;
        return taken;
    }

    private int ReadLength(bool plusOne)
    {
        var number = ReadNumber();
        return number <= int.MaxValue ? (int)number - (plusOne ? 1 : 0) : throw Broken();
    }

    private ulong ReadNumber()
    {
        var number = 0UL;
        for (var shift = 0; shift < 64 && _position < _bytes.Length; shift += 7)
        {
            var part = _bytes[_position++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }

        throw Broken();
    }

    private readonly EventLogException Broken() => new(
        FormattableString.Invariant($"the records of {topic}/{partition} from offset {first} on are damaged; {SqliteDatabase.Advice}"),
        new InvalidDataException());
}
