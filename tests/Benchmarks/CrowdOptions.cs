using System.Globalization;

namespace Slams.Benchmarks;

/// <summary>Size of a run with readers.</summary>
internal sealed record CrowdOptions
{
    /// <summary>Clients that ask for something again and again.</summary>
    public int Readers { get; init; } = 200;

    /// <summary>Clients that listen to the event stream besides.</summary>
    public int Listeners { get; init; } = 50;

    /// <summary>Milliseconds between the answer to a reader and its next request.</summary>
    public int PauseMilliseconds { get; init; } = 1000;

    /// <summary>Cycles with the clients, beside the first without, before those that are timed.</summary>
    public int WarmUps { get; init; } = 2;

    /// <summary>Cycles that are timed.</summary>
    public int Cycles { get; init; } = 8;

    /// <summary>Rounds of a run alone and one with readers.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Size of the ensemble.</summary>
    public int Members { get; init; } = 16;

    /// <summary>Reads <c>--readers N --listeners N --pause MILLISECONDS --warm-ups N --cycles N --rounds N --members N</c>.</summary>
    public static CrowdOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new CrowdOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
            {
                throw new ArgumentException($"{arguments[i]} needs a whole number above 0.");
            }

            options = arguments[i] switch
            {
                "--readers" => options with { Readers = value },
                "--listeners" => options with { Listeners = value },
                "--pause" => options with { PauseMilliseconds = value },
                "--warm-ups" => options with { WarmUps = value },
                "--cycles" => options with { Cycles = value },
                "--rounds" => options with { Rounds = value },
                "--members" => options with { Members = value },
                var unknown => throw new ArgumentException($"readers has no option '{unknown}'."),
            };
        }

        return options;
    }
}
