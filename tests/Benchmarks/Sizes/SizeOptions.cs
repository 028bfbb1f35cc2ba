using System.Globalization;

namespace Slams.Benchmarks.Sizes;

/// <summary>What is measured of the sizes of a cycle.</summary>
internal sealed record SizeOptions
{
    /// <summary>What <see cref="Only"/> may name.</summary>
    public static IReadOnlyList<string> Lines { get; } = ["paper", "service", "dense", "members", "steps", "cells", "stations"];

    /// <summary>Cycles of each size that are timed, after one that is not.</summary>
    public int Cycles { get; init; } = 3;

    /// <summary>The lines to measure.</summary>
    public IReadOnlyList<string> Only { get; init; } = Lines;

    /// <summary>Folder of models, which are made where they are not there; null makes them in a folder that goes afterwards.</summary>
    public string? Models { get; init; }

    /// <summary>JSON file to write the measurements to; null writes none.</summary>
    public string? Out { get; init; }

    /// <summary>Reads <c>--cycles N --only LINE,… --models DIR --out FILE</c>.</summary>
    public static SizeOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SizeOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--cycles" => options with { Cycles = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var cycles) && cycles > 0 ? cycles : throw new ArgumentException("--cycles needs a whole number above 0.") },
                "--only" => options with { Only = Known(value.Split(',')) },
                "--models" => options with { Models = Path.GetFullPath(value) },
                "--out" => options with { Out = Path.GetFullPath(value) },
                var unknown => throw new ArgumentException($"size has no option '{unknown}'."),
            };
        }

        return options;
    }

    private static string[] Known(string[] names) => names.FirstOrDefault(name => !Lines.Contains(name)) is { } unknown
        ? throw new ArgumentException($"size has no line '{unknown}': {string.Join(", ", Lines)}.")
        : names;
}
