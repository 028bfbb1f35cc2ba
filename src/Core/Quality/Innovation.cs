namespace Slams.Core.Quality;

/// <summary>One observation minus its background equivalent, as the checks against the field take it.</summary>
/// <param name="StationId">Station: its own reports are no witnesses for each other.</param>
/// <param name="LatitudeDegrees">Degrees north.</param>
/// <param name="LongitudeDegrees">Degrees east, any convention.</param>
/// <param name="Departure">Observation minus background, in the unit of the observation.</param>
/// <param name="BackgroundError">Standard deviation of the background there, same unit, at least 0.</param>
/// <param name="ObservationError">Standard deviation of the observation, representativeness included, same unit, above 0.</param>
public readonly record struct Innovation(
    string StationId, double LatitudeDegrees, double LongitudeDegrees, double Departure, double BackgroundError, double ObservationError)
{
    /// <summary>Standard deviation that the departure should have: √(σ_b² + σ_o²).</summary>
    public double Expected => Math.Sqrt((BackgroundError * BackgroundError) + (ObservationError * ObservationError));

    /// <summary>The departure over what is expected.</summary>
    public double Normalised => Departure / Expected;
}
