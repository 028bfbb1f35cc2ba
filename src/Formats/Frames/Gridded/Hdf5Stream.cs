using System.Runtime.CompilerServices;

namespace Slams.Formats.Frames.Gridded;

/// <summary>
/// The bytes of an HDF5 file for the library, which follows links as deep as the stack is, and would end the process there. It looks the next up by a place in the
/// file, where the stack is looked at. What is thrown costs a link and no more in the library, so the first is remembered: thousands of links would fill it thousands of times.
/// </summary>
/// <param name="content">A seekable stream, which is disposed of with this one.</param>
internal sealed class Hdf5Stream(Stream content) : Stream
{
    private bool _linksHaveNoEnd;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => content.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => content.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <summary>Refuses a file whose links lead to themselves.</summary>
    /// <exception cref="InvalidDataException">They were followed until the stack was full.</exception>
    public void RequireEndOfLinks()
    {
        if (_linksHaveNoEnd)
        {
            throw new InvalidDataException("The file has a link that leads to itself.");
        }
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        _linksHaveNoEnd |= !RuntimeHelpers.TryEnsureSufficientExecutionStack();
        RequireEndOfLinks();
        return content.Seek(offset, origin);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => content.Read(buffer);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => content.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
