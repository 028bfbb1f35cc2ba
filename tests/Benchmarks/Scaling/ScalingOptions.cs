using Slams.Benchmarks.Sizes;

namespace Slams.Benchmarks.Scaling;

/// <summary>What the cost model is fitted to.</summary>
internal sealed record ScalingOptions
{
    /// <summary>JSON file that <c>size --out</c> has written; null measures anew.</summary>
    public string? Points { get; init; }

    /// <summary>How to measure anew.</summary>
    public SizeOptions Size { get; init; } = new();

    /// <summary>Reads <c>--points FILE</c> and the options of <c>size</c>.</summary>
    public static ScalingOptions Parse(IReadOnlyList<string> arguments)
    {
        var at = arguments.ToList().IndexOf("--points");
        if (at == arguments.Count - 1 && at >= 0)
        {
            throw new ArgumentException("--points needs a value.");
        }

        return at < 0
            ? new ScalingOptions { Size = SizeOptions.Parse(arguments) }
            : new ScalingOptions { Points = Path.GetFullPath(arguments[at + 1]), Size = SizeOptions.Parse([.. arguments.Take(at), .. arguments.Skip(at + 2)]) };
    }
}
