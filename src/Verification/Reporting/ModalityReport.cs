using Slams.Verification.Evaluation;
using Slams.Verification.Scores;

namespace Slams.Verification.Reporting;

/// <summary>What a kind of observation is worth: the same experiment without it.</summary>
public sealed record ModalityReport
{
    /// <summary>What was left out.</summary>
    public required Modality Without { get; init; }

    /// <summary>Mean RMSE over levels without it, K.</summary>
    public required ConfidenceInterval RmseK { get; init; }

    /// <summary>Mean CRPS over levels without it, K.</summary>
    public required ConfidenceInterval CrpsK { get; init; }

    /// <summary>CRPS without it minus CRPS with it, paired by dates, K; an interval above 0 says that it counts.</summary>
    public required ConfidenceInterval CrpsLossK { get; init; }
}
