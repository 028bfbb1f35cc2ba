namespace Slams.Verification.Simulation;

/// <summary>What to simulate and where to put it.</summary>
public sealed record SimulationRequest
{
    /// <summary>The observing system.</summary>
    public ObservingSystem System { get; init; } = new();

    /// <summary>Seed of every random number.</summary>
    public required ulong Seed { get; init; }

    /// <summary>First cycle; the truth's first when null.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last cycle, included; the truth's last when null.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Folder to write to; made when absent.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Whether to write the true temperatures of the cycles beside the observations.</summary>
    public bool WriteTruth { get; init; }

    /// <summary>Name of the truth for the manifest.</summary>
    public string TruthName { get; init; } = "";

    /// <summary>Name of the site list for the manifest.</summary>
    public string SitesName { get; init; } = "";
}
