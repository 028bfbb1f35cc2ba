using Slams.Benchmarks.Sizes;

namespace Slams.Benchmarks.Scaling;

/// <summary>What the cost model is fitted to.</summary>
internal sealed record ScalingOptions
{
    /// <summary>JSON file that <c>size --out</c> has written; null measures anew.</summary>
    public string? Points { get; init; }

    /// <summary>How to measure anew.</summary>
    public SizeOptions Size { get; init; } = new();

    /// <summary>Reads <c>--points FILE</c>, or the options of <c>size</c>.</summary>
    public static ScalingOptions Parse(IReadOnlyList<string> arguments) => arguments is ["--points", var file]
        ? new ScalingOptions { Points = Path.GetFullPath(file) }
        : new ScalingOptions { Size = SizeOptions.Parse(arguments) };
}
