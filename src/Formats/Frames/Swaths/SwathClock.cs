using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Swaths;

/// <summary>Times of the pixels of a swath, to be asked for line by line.</summary>
internal sealed class SwathClock
{
    private readonly CfTimeAxis _axis;
    private readonly LineReader<double>? _reader;
    private readonly DateTimeOffset? _always;
    private readonly bool _perPixel;
    private long _line = -1;
    private DateTimeOffset? _ofLine;

    /// <summary>Prepares the reading.</summary>
    /// <exception cref="InvalidDataException">The times are in no units that name instants.</exception>
    public SwathClock(IGridVariable time, SwathShape shape)
    {
        _axis = CfTimeAxis.Parse(time.Text("units"), time.Text("calendar"));
        if (SwathVariables.IsOne(time))
        {
            var missing = time.Numbers("_FillValue").Concat(time.Numbers("missing_value"));
            _always = time.ReadAll() is [var value] && !missing.Contains(value) ? _axis.At(value) : null;
            return;
        }

        _perPixel = shape.HasPixels(time);
        PerLine = _perPixel ? shape.Pixels : 1;
        _reader = LineReader<double>.Doubles(time, shape.Lines, PerLine);
    }

    /// <summary>Times that one line has: as many as pixels, or one for all of them.</summary>
    public int PerLine { get; } = 1;

    /// <summary>The time of a pixel; null where it has none.</summary>
    public DateTimeOffset? At(long line, int pixel)
    {
        if (_reader is null)
        {
            return _always;
        }

        if (_perPixel)
        {
            return _axis.At(_reader.Line(line)[pixel]);
        }

        if (line != _line)
        {
            (_line, _ofLine) = (line, _axis.At(_reader.Line(line)[0]));
        }

        return _ofLine;
    }
}
