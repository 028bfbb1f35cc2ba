namespace Slams.Verification.Baselines;

/// <summary>
/// What the linear baselines assume. The factors were chosen on the validation blocks for the smallest error, in favour of
/// the baselines.
/// </summary>
public sealed record BaselineSettings
{
    /// <summary>Error of a station temperature, K.</summary>
    public double TemperatureErrorK { get; init; } = 1;

    /// <summary>Error of a longwave flux cell, W m-2.</summary>
    public double LongwaveErrorWattsPerSquareMetre { get; init; } = 5;

    /// <summary>How much of the variance that the patterns leave out counts as error of a station (representativeness).</summary>
    public double StationResidualFactor { get; init; } = 1;

    /// <summary>The same for a longwave flux cell; above 1 since neighbouring cells share what is left out.</summary>
    public double LongwaveResidualFactor { get; init; } = 1;

    /// <summary>Factor on the model-error covariance of the Kalman filter.</summary>
    public double ModelErrorFactor { get; init; } = 1;
}
