using System.IO.Compression;
using System.Security.Cryptography;

namespace Slams.Formats.Content;

/// <summary>
/// Decompresses gzip, one member or several, and fails when the data is cut short. <see cref="GZipStream"/> alone ends quietly
/// there, so a half-transferred file would pass as a whole one. When the compressed bytes run out, one more small member with known
/// content is fed: it comes out unchanged only if everything before it was complete.
/// </summary>
internal sealed class GzipMembersStream : ReadOnlyStream
{
    private static readonly byte[] Mark = SHA256.HashData("end of gzip members"u8);
    private static readonly byte[] MarkMember = Compress(Mark);

    private readonly MarkedSource _source;
    private readonly GZipStream _gzip;
    private readonly byte[] _afterEnd = new byte[Mark.Length + 1];
    private int _afterEndCount;
    private bool _ended;

    public GzipMembersStream(Stream compressed)
    {
        _source = new MarkedSource(compressed);
        _gzip = new GZipStream(_source, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            var count = Guard(buffer, static (self, target) => self._gzip.Read(target));
            if (!_source.MarkGiven)
            {
                return count;
            }

            CheckEnd(buffer[..count]);
        }

        return 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            int count;
            try
            {
                count = await _gzip.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidDataException exception)
            {
                throw Damaged(exception);
            }

            if (!_source.MarkGiven)
            {
                return count;
            }

            CheckEnd(buffer.Span[..count]);
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private delegate int Reader(GzipMembersStream self, Span<byte> target);

    private int Guard(Span<byte> buffer, Reader read)
    {
        try
        {
            return read(this, buffer);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    /// <summary>After the mark was fed nothing may come but the mark; a cut member would turn it into other bytes.</summary>
    private void CheckEnd(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            _ended = _afterEnd.AsSpan(0, _afterEndCount).SequenceEqual(Mark) ? true : throw Damaged(null);
            return;
        }

        if (_afterEndCount + bytes.Length > Mark.Length)
        {
            throw Damaged(null);
        }

        bytes.CopyTo(_afterEnd.AsSpan(_afterEndCount));
        _afterEndCount += bytes.Length;
    }

    private InvalidDataException Damaged(Exception? inner) => _source.MarkGiven
        ? new("The gzip data is cut short, or followed by other bytes.", inner)
        : new("The gzip data is damaged.", inner);

    private static byte[] Compress(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>The compressed bytes, then the member with the mark.</summary>
    private sealed class MarkedSource(Stream compressed) : ReadOnlyStream
    {
        private int _markOffset;

        public bool MarkGiven { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var count = MarkGiven ? 0 : compressed.Read(buffer);
            return count > 0 || buffer.IsEmpty ? count : TakeMark(buffer);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = MarkGiven ? 0 : await compressed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return count > 0 || buffer.IsEmpty ? count : TakeMark(buffer.Span);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                compressed.Dispose();
            }

            base.Dispose(disposing);
        }

        private int TakeMark(Span<byte> buffer)
        {
            MarkGiven = true;
            var count = Math.Min(buffer.Length, MarkMember.Length - _markOffset);
            MarkMember.AsSpan(_markOffset, count).CopyTo(buffer);
            _markOffset += count;
            return count;
        }
    }
}
