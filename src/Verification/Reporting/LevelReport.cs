using Slams.Verification.Scores;

namespace Slams.Verification.Reporting;

/// <summary>Scores of one method at one level, or their mean over levels.</summary>
public sealed record LevelReport
{
    /// <summary>Pressure in Pa; 0 for the mean over levels.</summary>
    public required double PressurePa { get; init; }

    /// <summary>RMSE of the mean in K with its 95 % interval over dates.</summary>
    public required ConfidenceInterval RmseK { get; init; }

    /// <summary>RMSE over that of the reference, paired by dates; null for a report without the reference.</summary>
    public required ConfidenceInterval? RmseRatio { get; init; }

    /// <summary>CRPS in K (fair for ensembles, closed form for normal distributions) with its 95 % interval.</summary>
    public required ConfidenceInterval CrpsK { get; init; }

    /// <summary>CRPS over that of the reference, paired by dates; null for a report without the reference.</summary>
    public required ConfidenceInterval? CrpsRatio { get; init; }

    /// <summary>Spread–skill ratio, with the (M+1)/M factor for ensembles.</summary>
    public required double SpreadSkillRatio { get; init; }

    /// <summary>Mean of analysis minus truth, K.</summary>
    public required double BiasK { get; init; }

    /// <summary>Mean absolute error of the mean, K.</summary>
    public required double MeanAbsoluteErrorK { get; init; }

    /// <summary>Anomaly correlation of the mean.</summary>
    public required double AnomalyCorrelation { get; init; }

    /// <summary>Wasserstein-1 distance of the values of one member (of the mean for normal distributions), K.</summary>
    public required double WassersteinK { get; init; }

    /// <summary>Log spectral distance of one member (of the mean for normal distributions), dB.</summary>
    public required double LogSpectralDistanceDb { get; init; }
}
