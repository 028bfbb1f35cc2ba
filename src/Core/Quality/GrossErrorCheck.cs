using Slams.Core.Climatology;
using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Rejects temperatures too far from climatology for the place and season. Threshold: the larger of a floor, wide enough for
/// day and night and for terrain that the climatology does not resolve, and a multiple of the local standard deviation. With a lapse rate
/// a temperature is first brought to the surface that the climatology is of, as it is before it is assimilated.
/// </summary>
public sealed class GrossErrorCheck : IReadingCheck
{
    private readonly HarmonicClimatology _climatology;
    private readonly float[]? _standardDeviationK;
    private readonly double _floorK;
    private readonly double _sigmas;
    private readonly float[]? _surfaceHeightM;
    private readonly Representativeness _heights;

    /// <summary>Makes the check.</summary>
    /// <param name="climatology">Climatology of near-surface air temperature in K.</param>
    /// <param name="standardDeviationK">Standard deviation of its anomalies on the same grid; null when not known.</param>
    /// <param name="floorK">Departure that is always accepted, K.</param>
    /// <param name="sigmas">Departure accepted in standard deviations.</param>
    /// <param name="surfaceHeightM">Height in m of the surface that the climatology is of, on the same grid; null when not known.</param>
    /// <param name="lapseRateKPerKm">Fall of temperature with height, K km-1, from a station to that surface; 0 takes temperatures as they are.</param>
    /// <exception cref="ArgumentException">Standard deviation or height does not fit the grid.</exception>
    public GrossErrorCheck(
        HarmonicClimatology climatology, float[]? standardDeviationK, double floorK, double sigmas, float[]? surfaceHeightM = null, double lapseRateKPerKm = 0)
    {
        if (standardDeviationK is not null && standardDeviationK.Length != climatology.Grid.CellCount)
        {
            throw new ArgumentException(
                $"Expected {climatology.Grid.CellCount} standard deviations, got {standardDeviationK.Length}.", nameof(standardDeviationK));
        }

        if (surfaceHeightM is not null && surfaceHeightM.Length != climatology.Grid.CellCount)
        {
            throw new ArgumentException($"Expected {climatology.Grid.CellCount} heights, got {surfaceHeightM.Length}.", nameof(surfaceHeightM));
        }

        _climatology = climatology;
        _surfaceHeightM = lapseRateKPerKm == 0 ? null : surfaceHeightM;
        _heights = new Representativeness(new RepresentativenessOptions { LapseRateKPerKm = lapseRateKPerKm });
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
        var correction = _surfaceHeightM is null || reading.ElevationMetres is not { } height
            ? 0
            : _heights.HeightCorrectionK(height - _climatology.Grid.Interpolate(latitude, longitude).Apply(_surfaceHeightM));
        var departure = temperature + correction - expected;
        if (!(Math.Abs(departure) <= threshold))
        {
            verdict.FlagAirTemperature(
                QualityFlag.GrossError, ReadingFindings.AirTemperatureGrossError,
                Invariant($"air temperature {temperature:0.##} K{Words(correction)} departs by {departure:+0.0;-0.0} K from climatology {expected:0.0} K ")
                + Invariant($"(at most {threshold:0.0} K)"));
        }
    }

    private static string Words(double correction) => correction == 0 ? "" : Invariant($", with {correction:+0.0;-0.0} K for its height,");
}
