namespace Slams.Verification.Reporting;

/// <summary>The outcome of an evaluation.</summary>
public sealed record EvaluationReport
{
    /// <summary>Version of this format.</summary>
    public int Format { get; init; } = 1;

    /// <summary>What was evaluated on what.</summary>
    public required EvaluationSetup Setup { get; init; }

    /// <summary>Number of cycles that count.</summary>
    public required int ScoredCycles { get; init; }

    /// <summary>Name of the method that ratios refer to; empty when it was not run.</summary>
    public required string Reference { get; init; }

    /// <summary>The methods.</summary>
    public required IReadOnlyList<MethodReport> Methods { get; init; }

    /// <summary>Power of the truth's anomalies by zonal wavenumber, mean over levels, K².</summary>
    public required IReadOnlyList<double> TruthSpectrum { get; init; }

    /// <summary>Rank histogram of the ensemble; null without one.</summary>
    public required RankReport? Ranks { get; init; }

    /// <summary>Scores at stations; null without an ensemble.</summary>
    public required StationReport? Stations { get; init; }

    /// <summary>What each kind of observation is worth; empty unless asked for.</summary>
    public IReadOnlyList<ModalityReport> Modalities { get; init; } = [];
}
