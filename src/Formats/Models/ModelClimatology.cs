using Slams.Core.Climatology;
using Slams.Core.Grids;

namespace Slams.Formats.Models;

/// <summary>What a model knows of the normal atmosphere: grid, seasonal climatology, deviations and static fields.</summary>
/// <param name="Grid">State grid, levels in Pa.</param>
/// <param name="Scaling">Climatology and deviation of each channel.</param>
/// <param name="StaticFields">Static network inputs, <c>[field, latitude, longitude]</c>: height of the surface over 2,000 m, land fraction, sine of latitude.</param>
public sealed record ModelClimatology(StateGrid Grid, StateScaling Scaling, float[] StaticFields)
{
    private const float HeightScaleM = 2000;

    /// <summary>Height of the model's surface in m, <c>[latitude, longitude]</c>.</summary>
    public float[] SurfaceHeightM => [.. StaticFields.Take(Grid.Horizontal.CellCount).Select(height => HeightScaleM * height)];

    /// <summary>Seasonal climatology of the near-surface temperature in K, for the gross-error check at ingest.</summary>
    public HarmonicClimatology SurfaceTemperature => Scaling.Climatology(StateChannels.Of(Grid).SurfaceTemperature);

    /// <summary>Seasonal climatology of the temperature at a level in K.</summary>
    public HarmonicClimatology Temperature(int level) => Scaling.Climatology(level);
}
