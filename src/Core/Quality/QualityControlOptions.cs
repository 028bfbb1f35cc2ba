using System.ComponentModel.DataAnnotations;

namespace Slams.Core.Quality;

/// <summary>Settings of quality control at ingest. Every check can be switched off.</summary>
public sealed class QualityControlOptions : IValidatableObject
{
    /// <summary>
    /// Names of checks to run first, in this order; the others follow in the standard one: position, time, completeness, range, consistency, gross error,
    /// step, stuck, duplicate. The first check that finds something decides the flag. Default none.
    /// </summary>
    public IList<string> Order { get; } = [];

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

    /// <summary>Reject temperatures that another value of the report contradicts. Default true.</summary>
    public bool CheckConsistency { get; set; } = true;

    /// <summary>Reject temperatures that have changed more than weather does. Default true.</summary>
    public bool CheckStep { get; set; } = true;

    /// <summary>Reject temperatures that have been the very same for too long. Default true.</summary>
    public bool CheckStuck { get; set; } = true;

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

    /// <summary>
    /// Fall of temperature with height, K km-1, by which a temperature is brought to the model's surface before it is compared with climatology. Not given, it is
    /// <c>Analysis:LapseRateKPerKm</c>, where the settings of the process have that; else temperatures are compared as they are. Default not given.
    /// </summary>
    [Range(0.0, 15)]
    public double? GrossErrorLapseRateKPerKm { get; set; }

    /// <summary>By how much a dew point may be above the temperature, K. Default 2.</summary>
    [Range(0, 50)]
    public double DewPointToleranceK { get; set; } = 2;

    /// <summary>By which part a pressure may be off that of the standard atmosphere at the station's height. Default 0.15.</summary>
    [Range(0.01, 1)]
    public double PressureTolerance { get; set; } = 0.15;

    /// <summary>By how much a level of a sounding may be colder than the dry adiabat from the level below it, K: air over heated ground may be a few. Default 5.</summary>
    [Range(0, 100)]
    public double AdiabatToleranceK { get; set; } = 5;

    /// <summary>Change of temperature from one report of a station to the next that is always accepted, K. Default 12.</summary>
    [Range(0.1, 200)]
    public double StepFloorK { get; set; } = 12;

    /// <summary>Further change accepted for each hour between the reports, K. Default 5.</summary>
    [Range(0, 200)]
    public double StepPerHourK { get; set; } = 5;

    /// <summary>Reports of a station with the same temperature that are accepted. Default 12.</summary>
    [Range(1, 1_000_000)]
    public int StuckReports { get; set; } = 12;

    /// <summary>How long the same temperature is accepted, whatever the number of reports. Default 3 days.</summary>
    public TimeSpan StuckDuration { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Most stations whose last reports are remembered to find steps and stuck values. Default 100,000.</summary>
    [Range(2, 10_000_000)]
    public int StationCapacity { get; set; } = 100_000;

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

        foreach (var name in Order.Where(name => !ReadingQualityControl.StandardOrder.Contains(name)))
        {
            yield return new ValidationResult($"{nameof(Order)} has '{name}', which is no check; there are {string.Join(", ", ReadingQualityControl.StandardOrder)}.", [nameof(Order)]);
        }

        if (FutureTolerance < TimeSpan.Zero)
        {
            yield return new ValidationResult($"{nameof(FutureTolerance)} must not be negative.", [nameof(FutureTolerance)]);
        }

        if (StuckDuration < TimeSpan.Zero)
        {
            yield return new ValidationResult($"{nameof(StuckDuration)} must not be negative.", [nameof(StuckDuration)]);
        }

        if (DuplicateRetention <= TimeSpan.Zero)
        {
            yield return new ValidationResult($"{nameof(DuplicateRetention)} must be positive.", [nameof(DuplicateRetention)]);
        }
    }
}
