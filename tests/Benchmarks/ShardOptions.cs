using System.Globalization;

namespace Slams.Benchmarks;

/// <summary>What <c>shards</c> measures.</summary>
internal sealed record ShardOptions
{
    /// <summary>Cycles that are timed.</summary>
    public int Cycles { get; init; } = 4;

    /// <summary>Rounds of one replica and two.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Size of the ensemble.</summary>
    public int Members { get; init; } = 16;

    /// <summary>Reads <c>--cycles N --rounds N --members N</c>.</summary>
    public static ShardOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ShardOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
            {
                throw new ArgumentException($"{arguments[i]} needs a whole number above 0.");
            }

            options = arguments[i] switch
            {
                "--cycles" => options with { Cycles = value },
                "--rounds" => options with { Rounds = value },
                "--members" => options with { Members = value },
                var unknown => throw new ArgumentException($"shards has no option '{unknown}'."),
            };
        }

        return options;
    }
}
