using Slams.Core.Analyses;
using Slams.Verification.Scores;

namespace Slams.Verification.ObservationErrors;

/// <summary>Collects the departures of one source.</summary>
internal sealed class SourceDepartures
{
    private readonly RunningMoments _assumedErrors = new();

    /// <summary>Its departures.</summary>
    public DepartureStatistics Statistics { get; } = new();

    /// <summary>Estimated error variance, over the assumed one where that is known.</summary>
    public double Excess => Statistics.ObservationErrorVariance / (_assumedErrors.Count > 0 ? Math.Pow(_assumedErrors.RootMeanSquare, 2) : 1);

    /// <summary>Adds an observation.</summary>
    public void Add(ObservationDeparture departure)
    {
        Statistics.Add(departure.Observed, departure.Background, departure.Analysis);
        if (float.IsFinite(departure.Error))
        {
            _assumedErrors.Add(departure.Error);
        }
    }

    /// <summary>What they say.</summary>
    public SourceDeviation ToDeviation(string sourceId) => new(
        sourceId, Statistics.Count, Statistics.ObservationMinusBackground.Mean, Statistics.ObservationMinusBackground.StandardDeviation,
        ErrorEstimate.Root(Statistics.ObservationErrorVariance), _assumedErrors.RootMeanSquare);
}
