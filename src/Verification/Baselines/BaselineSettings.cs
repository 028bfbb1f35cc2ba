namespace Slams.Verification.Baselines;

/// <summary>
/// What a linear baseline assumes. The factors were chosen on the validation blocks themselves for the smallest error, in
/// favour of the baselines.
/// </summary>
public sealed record BaselineSettings
{
    /// <summary>What serves optimal interpolation best.</summary>
    public static BaselineSettings OptimalInterpolation { get; } = new() { StationResidualFactor = 4, LongwaveResidualFactor = 8 };

    /// <summary>What serves the Kalman filter best.</summary>
    public static BaselineSettings KalmanFilter { get; } = new() { LongwaveResidualFactor = 3 };

    /// <summary>What the Kalman filter's own spread must be multiplied with to match its error.</summary>
    public const double KalmanSpreadFactor = 2.2;

    /// <summary>Error of a station temperature, K.</summary>
    public double TemperatureErrorK { get; init; } = 1;

    /// <summary>Error of a longwave flux cell, W m-2.</summary>
    public double LongwaveErrorWattsPerSquareMetre { get; init; } = 5;

    /// <summary>How often the variance that the patterns leave out counts as error of a station.</summary>
    public double StationResidualFactor { get; init; } = 1;

    /// <summary>The same for a longwave flux cell; above 1 since neighbouring cells share what is left out.</summary>
    public double LongwaveResidualFactor { get; init; } = 1;

    /// <summary>Factor on the covariance of the linear forecast's error.</summary>
    public double ModelErrorFactor { get; init; } = 1;

    /// <summary>Factor on the covariance that the forecast carries over (inflation).</summary>
    public double Inflation { get; init; } = 1;
}
