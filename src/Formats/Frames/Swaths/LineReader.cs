using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Swaths;

/// <summary>Reads the lines of a variable one after the other, some in memory at a time.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LineReader<T>
    where T : unmanaged
{
    // Lines of about so many pixels are read at once, as many as a chunk has where that is more, but never more than the second number.
    private const long BlockPixels = 1 << 18, MostPixels = 1 << 22;

    private readonly Func<long, long, T[]> _read;
    private readonly long _lines, _perChunk, _perBlock;
    private readonly int _pixels;
    private readonly bool _whole;
    private T[] _block = [];
    private long _start, _count;

    /// <summary>Prepares the reading.</summary>
    /// <param name="variable">Its innermost dimensions are lines and pixels, or lines alone; before them are none but of length one.</param>
    /// <param name="read">Reads places of the outermost dimension.</param>
    /// <param name="lines">Number of lines.</param>
    /// <param name="pixels">Number of pixels of a line.</param>
    public LineReader(IGridVariable variable, Func<long, long, T[]> read, long lines, int pixels)
    {
        (_read, _lines, _pixels) = (read, lines, pixels);
        _whole = variable.Shape[0] != lines;
        _perChunk = Math.Clamp(variable.RowsPerChunk, 1, lines);
        _perChunk = _perChunk <= MostPixels / pixels ? _perChunk : 1;
        _perBlock = _perChunk * Math.Max(1, BlockPixels / (_perChunk * pixels));
    }

    /// <summary>Reads physical values as floats.</summary>
    public static LineReader<float> Floats(IGridVariable variable, long lines, int pixels) => new(variable, variable.ReadUnpacked, lines, pixels);

    /// <summary>Reads physical values as doubles.</summary>
    public static LineReader<double> Doubles(IGridVariable variable, long lines, int pixels) => new(variable, variable.ReadUnpackedDoubles, lines, pixels);

    /// <summary>The values of a line, until the next is asked for.</summary>
    public ReadOnlySpan<T> Line(long line)
    {
        if (line < _start || line >= _start + _count)
        {
            Read(line);
        }

        return _block.AsSpan((int)(line - _start) * _pixels, _pixels);
    }

    private void Read(long line)
    {
        // Not with the block before: that one can go.
        _block = [];
        _start = _whole ? 0 : line - (line % _perChunk);
        _count = _whole ? _lines : Math.Min(_perBlock, _lines - _start);
        _block = _whole ? _read(0, 1) : _read(_start, _count);
    }
}
