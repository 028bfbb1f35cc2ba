using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Swaths;

/// <summary>The lines and pixels on which the measured variable of a swath lies.</summary>
internal sealed class SwathShape
{
    private const int MostPixelsOfALine = 1_000_000;

    private SwathShape(IGridVariable measured) => Measured = measured;

    /// <summary>The measured variable.</summary>
    public IGridVariable Measured { get; }

    /// <summary>Number of lines.</summary>
    public long Lines => Measured.Shape[^2];

    /// <summary>Number of pixels of a line.</summary>
    public int Pixels => (int)Measured.Shape[^1];

    /// <summary>The lines and pixels of a variable.</summary>
    /// <exception cref="InvalidDataException">It is no swath, or too large.</exception>
    public static SwathShape Of(IGridVariable measured, FrameReadOptions options)
    {
        var shape = measured.Shape;
        if (shape.Count == 1)
        {
            throw new InvalidDataException(
                $"Variable '{measured.Name}' {Text(measured)} is a list of footprints. How much of the earth each of them covers the file does not tell, so lists are not read; swaths of lines and pixels are.");
        }

        if (shape.Count < 2 || shape.Take(shape.Count - 2).Any(length => length != 1) || shape[^2] < 2 || shape[^1] < 2)
        {
            throw new InvalidDataException($"Variable '{measured.Name}' {Text(measured)} is no swath of at least two lines of two pixels.");
        }

        return (Int128)shape[^2] * shape[^1] is var pixels && pixels <= options.MaximumPixels && shape[^1] <= MostPixelsOfALine
            ? new SwathShape(measured)
            : throw new InvalidDataException(
                $"Variable '{measured.Name}' has {shape[^2]} lines of {shape[^1]} pixels; at most {options.MaximumPixels} are read, in lines of at most {MostPixelsOfALine}.");
    }

    /// <summary>Whether a variable has a value for each pixel: by the lengths of its dimensions, and by their names where both tell them.</summary>
    public bool HasPixels(IGridVariable variable) =>
        variable.Shape is [.., var lines, var pixels] && lines == Lines && pixels == Pixels && variable.Shape.Take(variable.Shape.Count - 2).All(length => length == 1)
        && (variable.DimensionNames is not [.., var line, var pixel] || Measured.DimensionNames is not [.., var ownLine, var ownPixel] || (line == ownLine && pixel == ownPixel));

    /// <summary>Whether a variable has a value for each line.</summary>
    public bool HasLines(IGridVariable variable) =>
        variable.Shape is [var lines] && lines == Lines
        && (variable.DimensionNames is not [var line] || Measured.DimensionNames is not [.., var own, _] || line == own);

    /// <summary>Why a variable that should lie on them does not.</summary>
    public InvalidDataException Disagrees(IGridVariable variable) =>
        new($"Variable '{variable.Name}' {Text(variable)} does not lie on the lines and pixels of '{Measured.Name}' {Text(Measured)}.");

    private static string Text(IGridVariable variable) => $"[{string.Join(" x ", variable.Shape)}]";
}
