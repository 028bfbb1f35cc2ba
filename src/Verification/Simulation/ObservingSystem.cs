using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Slams.Verification.Simulation;

/// <summary>
/// What observes and how well: sites, errors, gaps and faults. The defaults are the standard system that all figures of
/// this project refer to.
/// </summary>
public sealed record ObservingSystem : IValidatableObject
{
    /// <summary>Number of sites drawn from the list.</summary>
    [Range(0, 1_000_000)]
    public int Stations { get; init; } = 1200;

    /// <summary>Standard deviation of the error of near-surface temperature, K.</summary>
    [Range(0, 100)]
    public double TemperatureErrorK { get; init; } = 1.0;

    /// <summary>Standard deviation of the logarithm of the factor on precipitation; none stays none.</summary>
    [Range(0, 3)]
    public double PrecipitationLogError { get; init; } = 0.3;

    /// <summary>Share of temperatures that carry a gross error.</summary>
    [Range(0, 1)]
    public double GrossErrorShare { get; init; } = 0.01;

    /// <summary>Smallest gross error, K; its sign is random.</summary>
    [Range(0, 1000)]
    public double SmallestGrossErrorK { get; init; } = 15;

    /// <summary>Largest gross error, K.</summary>
    [Range(0, 1000)]
    public double LargestGrossErrorK { get; init; } = 40;

    /// <summary>Share of reports that are never sent. With <see cref="EmptyTemperatureShare"/> 5 % of temperatures are missing.</summary>
    [Range(0, 1)]
    public double DropoutShare { get; init; } = 0.025;

    /// <summary>Share of reports sent without a temperature.</summary>
    [Range(0, 1)]
    public double EmptyTemperatureShare { get; init; } = 0.025;

    /// <summary>Share of reports sent twice.</summary>
    [Range(0, 1)]
    public double DuplicateShare { get; init; } = 0.01;

    /// <summary>Share of the repeats whose temperature differs from the first report's.</summary>
    [Range(0, 1)]
    public double DifferingRepeatShare { get; init; } = 0.25;

    /// <summary>Largest distance of a report's stamp from the time of the cycle; the value is that of the cycle.</summary>
    public TimeSpan StampJitter { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Mean delay from stamp to arrival of an ordinary report; delays are exponential, cut at four times the mean.</summary>
    public TimeSpan MeanDelay { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>Share of reports that arrive long after their window.</summary>
    [Range(0, 1)]
    public double LateShare { get; init; } = 0.005;

    /// <summary>Shortest delay of a late report.</summary>
    public TimeSpan ShortestLateDelay { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Longest delay of a late report.</summary>
    public TimeSpan LongestLateDelay { get; init; } = TimeSpan.FromHours(30);

    /// <summary>Whether there are frames of outgoing longwave flux.</summary>
    public bool Frames { get; init; } = true;

    /// <summary>Standard deviation of the error of outgoing longwave flux per cell, W m-2.</summary>
    [Range(0, 1000)]
    public double FluxError { get; init; } = 5;

    /// <summary>Share of the longitudes that a frame does not see, side by side, elsewhere each cycle.</summary>
    [Range(0, 1)]
    public double FluxGapShare { get; init; } = 0.2;

    /// <summary>Profiles of temperature; the standard system has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProfileSystem? Profiles { get; init; }

    /// <summary>Stations that are faulty throughout; the standard system has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FaultyStations? FaultyStations { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var wrong = new List<ValidationResult>();
        if (FaultyStations is { } faulty && !Validator.TryValidateObject(faulty, new ValidationContext(faulty), wrong, validateAllProperties: true))
        {
            yield return wrong[0];
        }

        if (SmallestGrossErrorK > LargestGrossErrorK)
        {
            yield return new ValidationResult("The smallest gross error is larger than the largest.", [nameof(SmallestGrossErrorK)]);
        }

        if (StampJitter < TimeSpan.Zero || MeanDelay < TimeSpan.Zero || ShortestLateDelay < TimeSpan.Zero
            || LongestLateDelay < ShortestLateDelay)
        {
            yield return new ValidationResult(
                "Times must not be negative, and the longest late delay not below the shortest.",
                [nameof(StampJitter), nameof(MeanDelay), nameof(ShortestLateDelay), nameof(LongestLateDelay)]);
        }
    }
}
