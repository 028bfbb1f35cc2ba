namespace Slams.Verification.Scores;

/// <summary>
/// Statistics of observation minus background (O−B) and observation minus analysis (O−A), with the error variances that
/// Desroziers et al. (2005) derive from them; those hold when the analysis was near its linear-Gaussian optimum.
/// </summary>
public sealed class DepartureStatistics
{
    private double _analysisTimesBackground, _incrementTimesBackground, _incrementTimesAnalysis;

    /// <summary>Observation minus background.</summary>
    public RunningMoments ObservationMinusBackground { get; } = new();

    /// <summary>Observation minus analysis.</summary>
    public RunningMoments ObservationMinusAnalysis { get; } = new();

    /// <summary>Number of observations.</summary>
    public long Count => ObservationMinusBackground.Count;

    /// <summary>Estimate of the observation-error variance, mean of dₐ·d_b.</summary>
    public double ObservationErrorVariance => _analysisTimesBackground / Count;

    /// <summary>Estimate of the background-error variance at the observations, mean of (Hxₐ − Hx_b)·d_b.</summary>
    public double BackgroundErrorVariance => _incrementTimesBackground / Count;

    /// <summary>Estimate of the analysis-error variance at the observations, mean of (Hxₐ − Hx_b)·dₐ.</summary>
    public double AnalysisErrorVariance => _incrementTimesAnalysis / Count;

    /// <summary>Adds one observation with its model equivalents.</summary>
    public void Add(double observed, double background, double analysis)
    {
        var ob = observed - background;
        var oa = observed - analysis;
        ObservationMinusBackground.Add(ob);
        ObservationMinusAnalysis.Add(oa);
        _analysisTimesBackground += oa * ob;
        _incrementTimesBackground += (analysis - background) * ob;
        _incrementTimesAnalysis += (analysis - background) * oa;
    }
}
