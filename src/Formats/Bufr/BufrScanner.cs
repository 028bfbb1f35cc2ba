using System.Buffers;

namespace Slams.Formats.Bufr;

/// <summary>
/// Finds the messages in a stream, with memory for the longest. What stands between them, such as headings of bulletins, is passed over.
/// Where a message does not end as its length says, the next one is searched behind its first bytes, so that it costs no neighbour.
/// </summary>
internal sealed class BufrScanner(Stream stream) : IDisposable
{
    /// <summary>Bytes of a message beyond which it is given up; the telecommunication system carries 500,000.</summary>
    public const int MaximumBytes = 4 << 20;

    // Each is a dead letter.
    private const int MaximumBrokenPlaces = 10_000;
    private const int LeastFill = 64 * 1024;
    private const int HeadingBytes = 64;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private int _start, _end, _brokenPlaces;
    private bool _atEnd;

    private static ReadOnlySpan<byte> Magic => "BUFR"u8;

    /// <summary>Whether content has a message near its start: after a heading, perhaps.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head)
    {
        var at = head[..Math.Min(head.Length, 512)].IndexOf(Magic);
        return at >= 0 && head.Length > at + 7 && head[at + 7] <= 4;
    }

    /// <summary>Data category (table A) of the first message; negative where content does not begin with one.</summary>
    public static int DataCategory(ReadOnlySpan<byte> head)
    {
        var at = Recognises(head) ? head.IndexOf(Magic) : head.Length;
        return at + 18 < head.Length ? head[at + (head[at + 7] == 4 ? 18 : 16)] : -1;
    }

    /// <summary>Gives the next message if it is in the buffer.</summary>
    /// <exception cref="InvalidDataException">Too many places begin like messages and are none.</exception>
    public bool TryTake(out FoundMessage found)
    {
        found = default;
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var at = rest.IndexOf(Magic);
            if (at < 0)
            {
                // The heading that belongs to the next message may be there, and the first letters of the magic.
                _start = Math.Max(_start, _end - HeadingBytes);
                return false;
            }

            var heading = _buffer.AsMemory(_start + Math.Max(0, at - HeadingBytes), Math.Min(at, HeadingBytes));
            var begin = _start + at;
            var have = _end - begin;
            if (have < BufrMessage.StartBytes)
            {
                _start = begin - heading.Length;
                return _atEnd && Broken(begin, have, "The message is cut short.", out found);
            }

            var length = (_buffer[begin + 4] << 16) | (_buffer[begin + 5] << 8) | _buffer[begin + 6];
            if (length is < 36 or > MaximumBytes)
            {
                return Broken(begin, have, $"The message says it has {length} bytes.", out found);
            }

            if (have < length)
            {
                _start = begin - heading.Length;
                return _atEnd && Broken(begin, have, $"The message is cut short: {have} of {length} bytes are there.", out found);
            }

            if (!IsWhole(_buffer.AsMemory(begin, length)))
            {
                return Broken(begin, length, "The message does not end where it says.", out found);
            }

            _start = begin + length;
            found = new FoundMessage(_buffer.AsMemory(begin, length), heading, null);
            return true;
        }
    }

    /// <summary>Reads more; false at the end of the stream.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_atEnd)
        {
            return false;
        }

        MakeRoom();
        for (var enough = _end + LeastFill; _end < enough && !_atEnd;)
        {
            var got = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += got;
            _atEnd = got == 0;
        }

        return true;
    }

    /// <summary>Takes what was read for all that comes, after a failure of the stream.</summary>
    public void EndHere() => _atEnd = true;

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Whether a message ends where its length says. The end there can be that of another, which is a message in the message then.</summary>
    private static bool IsWhole(ReadOnlyMemory<byte> bytes) =>
        bytes.Span[^4..].SequenceEqual("7777"u8)
        && (bytes.Span[Magic.Length..].IndexOf(Magic) < 0 || BufrMessage.Parse(bytes, out _) is { UnusedBytes: 0 });

    private bool Broken(int begin, int length, string problem, out FoundMessage found)
    {
        if (++_brokenPlaces > MaximumBrokenPlaces)
        {
            throw new InvalidDataException($"More than {MaximumBrokenPlaces} places begin like BUFR messages and are none.");
        }

        found = new FoundMessage(_buffer.AsMemory(begin, length), default, problem);
        _start = begin + Magic.Length;
        return true;
    }

    private void MakeRoom()
    {
        var length = _end - _start;
        if (_buffer.Length - length >= LeastFill)
        {
            _buffer.AsSpan(_start, length).CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
            _buffer.AsSpan(_start, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        (_start, _end) = (0, length);
    }
}
