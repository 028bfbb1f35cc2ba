using Slams.Verification.Scores;

namespace Slams.Verification.Comparison;

/// <summary>Scores at stations withheld from the analysis. They include the error of the observations themselves.</summary>
public sealed record WithheldScore
{
    /// <summary>Number of observations.</summary>
    public required long Observations { get; init; }

    /// <summary>Number of stations.</summary>
    public required int Stations { get; init; }

    /// <summary>RMSE of the analysis against the observations in K with its 95 % interval over dates.</summary>
    public required ConfidenceInterval AnalysisRmseK { get; init; }

    /// <summary>RMSE of the background in K with its 95 % interval over dates.</summary>
    public required ConfidenceInterval BackgroundRmseK { get; init; }

    /// <summary>RMSE of climatology in K with its 95 % interval over dates.</summary>
    public required ConfidenceInterval ClimatologyRmseK { get; init; }

    /// <summary>Mean of analysis minus observation in K.</summary>
    public required double AnalysisBiasK { get; init; }

    /// <summary>Mean squared departure over spread and observation variance; 1 when they explain it.</summary>
    public required double ChiSquare { get; init; }

    /// <summary>Share of observations inside the 90 % interval of spread and observation error.</summary>
    public required double Coverage90 { get; init; }
}
