using Slams.Diffusion.Ablation;

namespace Slams.Cli.Ablation;

/// <summary>What an ablation is to do.</summary>
internal sealed record AblationPlan
{
    public string Truth { get; init; } = BundledFiles.Validation;

    public string Model { get; init; } = BundledFiles.Model;

    public string Priors { get; init; } = BundledFiles.Priors;

    public long Seed { get; init; } = 1;

    public int Members { get; init; } = 4;

    /// <summary>Number of dates, spread evenly over the truth.</summary>
    public int Dates { get; init; } = 8;

    /// <summary>Names of the settings; empty takes all.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    public PriorSampling Sampling { get; init; } = new();

    /// <summary>Dates worked on side by side; 0 takes the number of processors.</summary>
    public int Threads { get; init; }

    /// <summary>Folder of ablation.json and ablation.html; null writes none.</summary>
    public string? Output { get; init; }
}
