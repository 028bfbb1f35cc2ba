using Slams.Verification.Evaluation;
using Slams.Verification.Simulation;

namespace Slams.Verification.Reporting;

/// <summary>Everything that the figures of a report depend on.</summary>
public sealed record EvaluationSetup
{
    /// <summary>When the report was made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>Version of the software.</summary>
    public required string SoftwareVersion { get; init; }

    /// <summary>Name of the model; empty when only baselines were evaluated.</summary>
    public required string ModelId { get; init; }

    /// <summary>SHA-256 of the model.</summary>
    public required string ModelHash { get; init; }

    /// <summary>SHA-256 of the baselines' statistics; empty without them.</summary>
    public required string BaselinesHash { get; init; }

    /// <summary>Name of the truth.</summary>
    public required string Truth { get; init; }

    /// <summary>Name of the list of sites.</summary>
    public required string Sites { get; init; }

    /// <summary>Seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Ensemble size.</summary>
    public required int Members { get; init; }

    /// <summary>Share of the stations withheld.</summary>
    public required double Withheld { get; init; }

    /// <summary>What was left out of the observing system.</summary>
    public required Modality? Without { get; init; }

    /// <summary>The observing system.</summary>
    public required ObservingSystem System { get; init; }

    /// <summary>The blocks.</summary>
    public required IReadOnlyList<BlockReport> Blocks { get; init; }

    /// <summary>Cycles left out of the scores at the start of each block.</summary>
    public required int SkippedCycles { get; init; }
}
