using System.Numerics;

namespace Slams.Formats.Frames.Swaths;

/// <summary>Places and areas of the pixels of a swath, line by line: three lines are in memory.</summary>
internal sealed class SwathPositions
{
    private readonly LineReader<float> _latitudes, _longitudes;
    private readonly long _lines;
    private SwathPlace[] _before, _here, _after;
    private long _line = -2;

    /// <summary>Prepares the reading.</summary>
    public SwathPositions(SwathLayout layout)
    {
        var shape = layout.Shape;
        _latitudes = LineReader<float>.Floats(layout.Latitude, shape.Lines, shape.Pixels);
        _longitudes = LineReader<float>.Floats(layout.Longitude, shape.Lines, shape.Pixels);
        _lines = shape.Lines;
        (_before, _here, _after) = (new SwathPlace[shape.Pixels], new SwathPlace[shape.Pixels], new SwathPlace[shape.Pixels]);
    }

    /// <summary>Goes to a line; to the one after the last it is cheap.</summary>
    public void MoveTo(long line)
    {
        if (line == _line + 1)
        {
            (_before, _here, _after) = (_here, _after, _before);
        }
        else
        {
            Fill(_before, line - 1);
            Fill(_here, line);
        }

        Fill(_after, line + 1);
        _line = line;
    }

    /// <summary>Where a pixel of the line is.</summary>
    public SwathPlace At(int pixel) => _here[pixel];

    /// <summary>The area of a pixel of the line in cos φ dφ dλ (rad²); NaN where it cannot be told.</summary>
    public float Area(int pixel) => PixelArea.Of(
        _here[pixel].Direction, _before[pixel].Direction, _after[pixel].Direction,
        pixel > 0 ? _here[pixel - 1].Direction : new Vector3(float.NaN), pixel < _here.Length - 1 ? _here[pixel + 1].Direction : new Vector3(float.NaN));

    private void Fill(SwathPlace[] places, long line)
    {
        if (line < 0 || line >= _lines)
        {
            Array.Fill(places, SwathPlace.None);
            return;
        }

        var latitudes = _latitudes.Line(line);
        var longitudes = _longitudes.Line(line);
        for (var pixel = 0; pixel < places.Length; pixel++)
        {
            places[pixel] = SwathPlace.Of(latitudes[pixel], longitudes[pixel]);
        }
    }
}
