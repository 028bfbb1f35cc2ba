using System.ComponentModel.DataAnnotations;

namespace Slams.Core.Quality;

/// <summary>Settings of quality control at ingest. Every check can be switched off.</summary>
public sealed class QualityControlOptions : IValidatableObject
{
    /// <summary>Mark absent values. Default true.</summary>
    public bool CheckCompleteness { get; set; } = true;

    /// <summary>Reject absent and impossible positions. Default true.</summary>
    public bool CheckPosition { get; set; } = true;

    /// <summary>Reject a position of exactly 0° N 0° E. Default true.</summary>
    public bool RejectNullIsland { get; set; } = true;

    /// <summary>Reject absent, impossible and future times. Default true.</summary>
    public bool CheckTime { get; set; } = true;

    /// <summary>Reject values outside the physical range. Default true.</summary>
    public bool CheckRange { get; set; } = true;

    /// <summary>Reject temperatures too far from climatology, where a climatology is at hand. Default true.</summary>
    public bool CheckGrossError { get; set; } = true;

    /// <summary>Reject repeats of a station and time. Default true.</summary>
    public bool CheckDuplicates { get; set; } = true;

    /// <summary>How far ahead of the clock a stamp may be. Default 10 minutes.</summary>
    public TimeSpan FutureTolerance { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Earliest time that can be genuine. Default 1800-01-01.</summary>
    public DateTimeOffset EarliestTime { get; set; } = new(1800, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Lowest temperature accepted, K. Default 170 (the record on Earth is 184).</summary>
    [Range(0, 400)]
    public double MinimumAirTemperatureK { get; set; } = 170;

    /// <summary>Highest temperature accepted, K. Default 340 (the record on Earth is 330).</summary>
    [Range(0, 400)]
    public double MaximumAirTemperatureK { get; set; } = 340;

    /// <summary>Most precipitation accepted in six hours, mm. Default 500.</summary>
    [Range(1, 2000)]
    public double MaximumPrecipitation6hMm { get; set; } = 500;

    /// <summary>Departure from climatology that is always accepted, K. Default 20.</summary>
    [Range(1, 200)]
    public double GrossErrorFloorK { get; set; } = 20;

    /// <summary>Departure from climatology accepted in local standard deviations, where these are known. Default 6.</summary>
    [Range(1, 100)]
    public double GrossErrorSigmas { get; set; } = 6;

    /// <summary>Most station-and-time keys remembered to find repeats. Default 400,000, about 50 MB.</summary>
    [Range(2, 100_000_000)]
    public int DuplicateCapacity { get; set; } = 400_000;

    /// <summary>How long a key is remembered at least, while capacity lasts. Default 48 hours.</summary>
    public TimeSpan DuplicateRetention { get; set; } = TimeSpan.FromHours(48);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinimumAirTemperatureK >= MaximumAirTemperatureK)
        {
            yield return new ValidationResult(
                $"{nameof(MinimumAirTemperatureK)} must be below {nameof(MaximumAirTemperatureK)}.",
                [nameof(MinimumAirTemperatureK), nameof(MaximumAirTemperatureK)]);
        }

        if (FutureTolerance < TimeSpan.Zero)
        {
            yield return new ValidationResult($"{nameof(FutureTolerance)} must not be negative.", [nameof(FutureTolerance)]);
        }

        if (DuplicateRetention <= TimeSpan.Zero)
        {
            yield return new ValidationResult($"{nameof(DuplicateRetention)} must be positive.", [nameof(DuplicateRetention)]);
        }
    }
}
