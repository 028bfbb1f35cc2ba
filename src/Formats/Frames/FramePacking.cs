namespace Slams.Formats.Frames;

/// <summary>Packing of values into 16-bit integers: value = packed · scale + offset.</summary>
/// <param name="ScaleFactor">Step between packed values, in W m-2.</param>
/// <param name="AddOffset">Value of packed zero, in W m-2.</param>
public sealed record FramePacking(double ScaleFactor, double AddOffset)
{
    /// <summary>Steps of 0.01 W m-2 round 300 W m-2: covers -27 to 627 W m-2.</summary>
    public static FramePacking OutgoingLongwave { get; } = new(0.01, 300);
}
