using Slams.Core.Grids;

namespace Slams.Core.Climatology;

/// <summary>Order of the channels of a state: temperature on each level (top first), then t2m, OLR and precipitation.</summary>
/// <param name="Levels">Number of pressure levels.</param>
public readonly record struct StateChannels(int Levels)
{
    /// <summary>Channels of a state on a grid.</summary>
    public static StateChannels Of(StateGrid grid) => new(grid.PressureLevelsPa.Count);

    /// <summary>Channel of the near-surface temperature.</summary>
    public int SurfaceTemperature => Levels;

    /// <summary>Channel of the outgoing longwave flux.</summary>
    public int OutgoingLongwave => Levels + 1;

    /// <summary>Channel of log(1 + precipitation in mm / 6 h).</summary>
    public int Precipitation => Levels + 2;

    /// <summary>Number of channels.</summary>
    public int Count => Levels + 3;
}
