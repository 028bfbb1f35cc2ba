using Slams.Core.Climatology;
using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Rejects temperatures too far from climatology for the place and season. Threshold: the larger of a floor, wide enough for
/// day and night and for terrain that the climatology does not resolve, and a multiple of the local standard deviation.
/// </summary>
public sealed class GrossErrorCheck : IReadingCheck
{
    private readonly HarmonicClimatology _climatology;
    private readonly float[]? _standardDeviationK;
    private readonly double _floorK;
    private readonly double _sigmas;

    /// <summary>Makes the check.</summary>
    /// <param name="climatology">Climatology of near-surface air temperature in K.</param>
    /// <param name="standardDeviationK">Standard deviation of its anomalies on the same grid; null when not known.</param>
    /// <param name="floorK">Departure that is always accepted, K.</param>
    /// <param name="sigmas">Departure accepted in standard deviations.</param>
    /// <exception cref="ArgumentException">The standard deviation does not fit the grid.</exception>
    public GrossErrorCheck(HarmonicClimatology climatology, float[]? standardDeviationK, double floorK, double sigmas)
    {
        if (standardDeviationK is not null && standardDeviationK.Length != climatology.Grid.CellCount)
        {
            throw new ArgumentException(
                $"Expected {climatology.Grid.CellCount} standard deviations, got {standardDeviationK.Length}.", nameof(standardDeviationK));
        }

        _climatology = climatology;
        _standardDeviationK = standardDeviationK;
        _floorK = floorK;
        _sigmas = sigmas;
    }

    /// <inheritdoc/>
    public string Name => "gross error";

    /// <inheritdoc/>
    public void Check(StationReading reading, ref ReadingVerdict verdict)
    {
        // Without a good position and time there is nothing to compare with; without a plausible value no need to.
        if (!verdict.HasUsableAirTemperature || reading.AirTemperatureK is not { } temperature || reading.Time is not { } time
            || reading.LatitudeDegrees is not { } latitude || reading.LongitudeDegrees is not { } longitude)
        {
            return;
        }

        var expected = _climatology.ValueAt(latitude, longitude, time);
        var threshold = _standardDeviationK is null
            ? _floorK
            : Math.Max(_floorK, _sigmas * _climatology.Grid.Interpolate(latitude, longitude).Apply(_standardDeviationK));
        var departure = temperature - expected;
        if (!(Math.Abs(departure) <= threshold))
        {
            verdict.FlagAirTemperature(
                QualityFlag.GrossError, ReadingFindings.AirTemperatureGrossError,
                Invariant($"air temperature {temperature:0.##} K departs by {departure:+0.0;-0.0} K from climatology {expected:0.0} K ")
                + Invariant($"(at most {threshold:0.0} K)"));
        }
    }
}
