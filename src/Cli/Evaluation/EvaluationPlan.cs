using Slams.Diffusion.Analysts;
using Slams.Verification.Evaluation;
using Slams.Verification.Simulation;

namespace Slams.Cli.Evaluation;

/// <summary>What an evaluation is to do. The defaults are the standard evaluation.</summary>
internal sealed record EvaluationPlan
{
    public string Truth { get; init; } = BundledFiles.Validation;

    public string Sites { get; init; } = BundledFiles.Sites;

    public string Model { get; init; } = BundledFiles.Model;

    /// <summary>Folder of the baselines' statistics; null leaves the baselines out.</summary>
    public string? Baselines { get; init; } = BundledFiles.Baselines;

    public long Seed { get; init; } = 1;

    public int Members { get; init; } = 16;

    /// <summary>Numbers of the blocks, from 1; empty takes all.</summary>
    public IReadOnlyList<int> Blocks { get; init; } = [];

    /// <summary>Most cycles of a block; 0 takes all.</summary>
    public int Cycles { get; init; }

    public ObservingSystem System { get; init; } = new();

    /// <summary>Faulty stations of <see cref="QualitySession"/>.</summary>
    public FaultyStations Faults { get; init; } = new();

    /// <summary>Settings of the analysis; the errors of the instruments come from <see cref="System"/>.</summary>
    public AnalystOptions Analyst { get; init; } = new();

    public double Withhold { get; init; } = 0.1;

    public Modality? Without { get; init; }

    public bool CompareModalities { get; init; }

    /// <summary>Whether to leave the model out and run the baselines alone.</summary>
    public bool BaselinesOnly { get; init; }

    /// <summary>Folder of report.json and report.html; null writes none.</summary>
    public string? Output { get; init; }

    /// <summary>Cycles left out of the scores at the start of each block; fewer when blocks are cut short.</summary>
    public int SkippedCycles => Cycles is > 0 and < 16 ? Cycles / 2 : 8;
}
