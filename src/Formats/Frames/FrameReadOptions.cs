using Slams.Formats.Frames.Abi;

namespace Slams.Formats.Frames;

/// <summary>How frame files are read, and the limits.</summary>
public sealed record FrameReadOptions
{
    /// <summary>Pixels of one time step beyond which a file is refused: bounds memory at about eight bytes for each.</summary>
    public long MaximumPixels { get; init; } = 40_000_000;

    /// <summary>Time steps of one file beyond which it is refused.</summary>
    public long MaximumSteps { get; init; } = 1_000_000;

    /// <summary>How images of ABI are read.</summary>
    public AbiOptions Abi { get; init; } = new();
}
