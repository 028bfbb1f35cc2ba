using System.Buffers;
using System.Text;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>
/// Records of one partition, one after the other, as the content of one row: a row for each record costs several times as much to
/// insert and to read. A record is the length of its key plus one (0: no key), the key, the length of its value, the value, its time
/// in ms since 1970 (zigzag), the length of its headers plus one (0: as the record before), the headers. Numbers are base-128 varints.
/// </summary>
internal sealed class BlockWriter
{
    private const int MaxRecords = 512;
    private const int MaxBytes = 256 << 10;

    private readonly ArrayBufferWriter<byte> _buffer = new(MaxBytes / 8);
    private byte[]? _lastHeaders;

    /// <summary>Records taken.</summary>
    public int Count { get; private set; }

    /// <summary>Newest time of a record, ms since 1970.</summary>
    public long NewestMilliseconds { get; private set; } = long.MinValue;

    /// <summary>Whether the block should end here, so that a reader never holds much more than it wants.</summary>
    public bool IsFull => Count >= MaxRecords || _buffer.WrittenCount >= MaxBytes;

    public ReadOnlySpan<byte> Content => _buffer.WrittenSpan;

    public void Add(LogRecord record, byte[] headers)
    {
        if (record.Key is { } key)
        {
            var length = Encoding.UTF8.GetByteCount(key);
            WriteNumber((ulong)length + 1);
            Encoding.UTF8.GetBytes(key, _buffer.GetSpan(length));
            _buffer.Advance(length);
        }
        else
        {
            WriteNumber(0);
        }

        WriteNumber((ulong)record.Value.Length);
        _buffer.Write(record.Value.Span);
        var milliseconds = record.Timestamp.ToUnixTimeMilliseconds();
        WriteNumber((ulong)((milliseconds << 1) ^ (milliseconds >> 63)));
        if (ReferenceEquals(headers, _lastHeaders))
        {
            WriteNumber(0);
        }
        else
        {
            WriteNumber((ulong)headers.Length + 1);
            _buffer.Write(headers);
            _lastHeaders = headers;
        }

        Count++;
        NewestMilliseconds = Math.Max(NewestMilliseconds, milliseconds);
    }

    private void WriteNumber(ulong number)
    {
        var span = _buffer.GetSpan(10);
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            span[length++] = (byte)(number | 0x80);
        }

        span[length++] = (byte)number;
        _buffer.Advance(length);
    }
}
