namespace Slams.Verification.ObservationErrors;

/// <summary>The departures of one source, in the unit of its observations.</summary>
/// <param name="SourceId">Station, or platform of frames.</param>
/// <param name="Observations">Number of observations.</param>
/// <param name="MeanDeparture">Mean O−B.</param>
/// <param name="DepartureDeviation">Standard deviation of O−B.</param>
/// <param name="Error">Estimated standard deviation of its error, bias included; NaN where the variance is not positive.</param>
/// <param name="AssumedError">Root mean square of the assumed errors; NaN where they are not known.</param>
public sealed record SourceDeviation(
    string SourceId, long Observations, double MeanDeparture, double DepartureDeviation, double Error, double AssumedError);
