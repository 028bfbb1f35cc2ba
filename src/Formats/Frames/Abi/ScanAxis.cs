using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Abi;

/// <summary>Scan angles of the rows or columns of an image, evenly spaced.</summary>
internal sealed class ScanAxis
{
    // The earth is seen within 0.152 rad; the images of the fixed grid reach little further.
    private const double WidestAngle = 0.5;

    // Scale and offset are single precision in the files.
    private const double Unevenness = 0.05;

    private ScanAxis((double Sin, double Cos)[] angles, double step) => (Angles, Step) = (angles, step);

    /// <summary>Sine and cosine of each angle.</summary>
    public (double Sin, double Cos)[] Angles { get; }

    /// <summary>Angle between neighbours, rad, positive.</summary>
    public double Step { get; }

    /// <exception cref="InvalidDataException">The variable is no axis of that length.</exception>
    public static ScanAxis Read(IGridVariable variable, long length)
    {
        AbiVariables.RequireUnits(variable, "rad");
        if (variable.Shape is not [var found] || found != length)
        {
            throw new InvalidDataException($"Variable '{variable.Name}' [{string.Join(" x ", variable.Shape)}] does not have the {length} angles of the image.");
        }

        var angles = variable.ReadUnpacked(null);
        var step = ((double)angles[^1] - angles[0]) / (angles.Length - 1);
        var even = step != 0 && Array.TrueForAll(angles, angle => Math.Abs(angle) <= WidestAngle);
        for (var i = 1; i < angles.Length; i++)
        {
            even &= Math.Abs((double)angles[i] - angles[i - 1] - step) <= Unevenness * Math.Abs(step);
        }

        return even
            ? new ScanAxis(Array.ConvertAll(angles, angle => Math.SinCos(angle)), Math.Abs(step))
            : throw new InvalidDataException($"Variable '{variable.Name}' holds no evenly spaced scan angles.");
    }
}
