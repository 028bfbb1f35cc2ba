using System.Buffers;

namespace Slams.Formats.Stations.Text;

/// <summary>
/// Lines of a stream as slices of one pooled buffer, without a string each. A line longer than the limit is skipped and given as
/// its beginning with <see cref="TooLong"/> set, so memory stays bounded whatever comes.
/// </summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    public const int MaximumLineBytes = 64 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2 * MaximumLineBytes);
    private int _start, _end, _scanned;
    private bool _atEnd, _skipping;

    /// <summary>Number of the line last given, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the line last given was longer than the limit and is cut.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Bytes of a line whose end has not come yet.</summary>
    public ReadOnlyMemory<byte> Unfinished => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Gives the next line if it is in the buffer, without its line end. Valid until the next call.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> line)
    {
        var fresh = _buffer.AsSpan(_scanned, _end - _scanned);
        var newline = fresh.IndexOf((byte)'\n');
        if (newline < 0)
        {
            _scanned = _end;
            if (!_atEnd || _start == _end)
            {
                line = default;
                return false;
            }

            line = Take(_end, _end);
            return true;
        }

        var end = _scanned + newline;
        line = Take(end, end + 1);
        return true;
    }

    /// <summary>Reads more; false at the end of the stream.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_atEnd)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end, _scanned) = (0, _end - _start, _scanned - _start);
        }

        if (_end > MaximumLineBytes)
        {
            // Only the beginning of an overlong line is kept; what follows overwrites the rest until its end comes.
            _skipping = true;
            _end = _scanned = MaximumLineBytes;
        }

        var got = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += got;
        _atEnd = got == 0;
        return true;
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private ReadOnlyMemory<byte> Take(int end, int next)
    {
        var length = end - _start;
        TooLong = _skipping || length > MaximumLineBytes;
        var line = _buffer.AsMemory(_start, Math.Min(length, MaximumLineBytes));
        Number++;
        _skipping = false;
        _start = _scanned = next;
        return line.Span is [.., (byte)'\r'] ? line[..^1] : line;
    }
}
