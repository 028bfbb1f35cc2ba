using System.Security.Cryptography;

namespace Slams.Ingest.Polling.Wis2;

/// <summary>A content that breaks off at its end where it is another than was told.</summary>
/// <param name="content">The content; disposed of with it.</param>
/// <param name="told">What was told of it.</param>
internal sealed class CheckedStream(Stream content, Integrity told) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(told.Method);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Note(buffer.AsSpan(offset, count), content.Read(buffer, offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Note(buffer.Span, read);
    }

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Note(ReadOnlySpan<byte> buffer, int read)
    {
        _hash.AppendData(buffer[..read]);
        return read > 0 || buffer.IsEmpty || _hash.GetHashAndReset().AsSpan().SequenceEqual(told.Hash)
            ? read
            : throw new IOException($"its content is another than the notification tells ({told.Method.Name})");
    }
}
