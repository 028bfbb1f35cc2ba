using System.ComponentModel.DataAnnotations;
using Slams.Core.Climatology;
using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>Quality control of all that station files hold: readings and profiles, each by checks of its own. One instance per stream.</summary>
/// <param name="readings">Judges readings.</param>
/// <param name="profiles">Judges profiles.</param>
public sealed class StationQuality(ReadingQualityControl readings, ProfileQualityControl profiles)
{
    /// <summary>Makes the standard chains.</summary>
    /// <param name="options">Which checks run and where their limits are.</param>
    /// <param name="clock">The clock that stamps are compared with.</param>
    /// <param name="nearSurfaceClimatology">Near-surface temperature in K; without it there is no gross-error check of readings.</param>
    /// <param name="surfaceHeightM">Height in m of the surface that it is of, on the same grid, when known.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public StationQuality(QualityControlOptions options, TimeProvider clock, HarmonicClimatology? nearSurfaceClimatology = null, float[]? surfaceHeightM = null)
        : this(new ReadingQualityControl(options, clock, nearSurfaceClimatology, surfaceHeightM: surfaceHeightM), new ProfileQualityControl(options, clock))
    {
    }

    /// <summary>Judges one reading; returns it unchanged, the same object, when nothing was found.</summary>
    public StationReading Apply(StationReading reading) => readings.Apply(reading);

    /// <summary>Judges one profile; returns it unchanged, the same object, when nothing was found.</summary>
    public TemperatureProfile Apply(TemperatureProfile profile) => profiles.Apply(profile);
}
