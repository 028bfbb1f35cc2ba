using Slams.Verification.Scores;

namespace Slams.Verification.Comparison;

/// <summary>Scores of the analyses of one pressure level against the truth, over all cycles compared.</summary>
public sealed record LevelScore
{
    /// <summary>Pressure of the level in Pa; 0 for the mean over levels.</summary>
    public required double PressurePa { get; init; }

    /// <summary>RMSE of the ensemble mean in K with its 95 % interval over dates.</summary>
    public required ConfidenceInterval AnalysisRmseK { get; init; }

    /// <summary>RMSE of climatology in K with its 95 % interval over dates.</summary>
    public required ConfidenceInterval ClimatologyRmseK { get; init; }

    /// <summary>RMSE of the analysis over RMSE of climatology, with its 95 % interval over the same dates.</summary>
    public required ConfidenceInterval RmseRatio { get; init; }

    /// <summary>Mean of analysis minus truth in K.</summary>
    public required double BiasK { get; init; }

    /// <summary>Mean absolute error of the ensemble mean in K.</summary>
    public required double MeanAbsoluteErrorK { get; init; }

    /// <summary>Anomaly correlation, mean over cycles.</summary>
    public required double AnomalyCorrelation { get; init; }

    /// <summary>Spread–skill ratio with the (M+1)/M factor.</summary>
    public required double SpreadSkillRatio { get; init; }

    /// <summary>CRPS in K: fair when members were given, else that of a normal distribution of the same mean and spread.</summary>
    public required double CrpsK { get; init; }
}
