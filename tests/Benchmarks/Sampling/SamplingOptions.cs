using System.Globalization;

namespace Slams.Benchmarks.Sampling;

/// <summary>Size of a comparison of samplers.</summary>
internal sealed record SamplingOptions
{
    /// <summary>Cycles of the bundled sample, from a cold start.</summary>
    public int Cycles { get; init; } = 6;

    /// <summary>First cycles without a score.</summary>
    public int Skipped { get; init; } = 2;

    /// <summary>Size of the ensembles.</summary>
    public int Members { get; init; } = 8;

    /// <summary>Steps of the slow setting.</summary>
    public int SlowSteps { get; init; } = 64;

    /// <summary>Steps of the reference's predictor.</summary>
    public int ReferenceSteps { get; init; } = 512;

    /// <summary>Reads <c>--cycles N --skipped N --members N --slow-steps N --reference-steps N</c>; with 0 steps a setting is left out.</summary>
    public static SamplingOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SamplingOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                throw new ArgumentException($"{arguments[i]} needs a whole number.");
            }

            options = arguments[i] switch
            {
                "--cycles" => options with { Cycles = value },
                "--skipped" => options with { Skipped = value },
                "--members" => options with { Members = value },
                "--slow-steps" => options with { SlowSteps = value },
                "--reference-steps" => options with { ReferenceSteps = value },
                _ => throw new ArgumentException($"There is no option {arguments[i]}."),
            };
        }

        return options;
    }
}
