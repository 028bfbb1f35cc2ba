using System.ComponentModel.DataAnnotations;

namespace Slams.Core.Quality;

/// <summary>What the errors of station temperatures are taken to grow with; 0 leaves each out.</summary>
public sealed record RepresentativenessOptions
{
    /// <summary>Fall of temperature with height, K km-1, by which temperatures are brought to the model's surface.</summary>
    [Range(0.0, 15)]
    public double LapseRateKPerKm { get; init; }

    /// <summary>Error for each km between station and model's surface, K.</summary>
    [Range(0.0, 20)]
    public double HeightErrorKPerKm { get; init; }

    /// <summary>Error for each hour between observation and analysis, K.</summary>
    [Range(0.0, 20)]
    public double TimeErrorKPerHour { get; init; }

    /// <summary>Length L in km of the correlation ρ exp(−(r/L)²/2) of errors of observations that are close together.</summary>
    [Range(0.0, 2000)]
    public double DensityLengthKm { get; init; }

    /// <summary>Correlation ρ of the errors of observations at one place.</summary>
    [Range(0.0, 1.0)]
    public double DensityCorrelation { get; init; }
}
