namespace Slams.Verification.Reporting;

/// <summary>Departures at a group of stations. K and K².</summary>
public sealed record StationGroupReport
{
    /// <summary>Number of observations.</summary>
    public required long Observations { get; init; }

    /// <summary>Mean of observation minus background.</summary>
    public required double BackgroundBiasK { get; init; }

    /// <summary>Root mean square of observation minus background.</summary>
    public required double BackgroundRmseK { get; init; }

    /// <summary>Mean of observation minus analysis.</summary>
    public required double AnalysisBiasK { get; init; }

    /// <summary>Root mean square of observation minus analysis.</summary>
    public required double AnalysisRmseK { get; init; }

    /// <summary>Observation-error variance after Desroziers et al. (2005).</summary>
    public required double DesroziersObservationVariance { get; init; }

    /// <summary>Background-error variance at the stations after Desroziers et al. (2005).</summary>
    public required double DesroziersBackgroundVariance { get; init; }

    /// <summary>Analysis-error variance at the stations after Desroziers et al. (2005).</summary>
    public required double DesroziersAnalysisVariance { get; init; }

    /// <summary>Root mean square of (draw − observation) over the observation error; 1 for draws from the posterior of these observations.</summary>
    public required double DrawRatio { get; init; }
}
