namespace Slams.Core.Grids;

/// <summary>Horizontal grid and pressure levels of an analysed field; values are row-major <c>[level, latitude, longitude]</c>.</summary>
/// <param name="Horizontal">The horizontal grid.</param>
/// <param name="PressureLevelsPa">Pressure of each level in Pa, ascending (top of the atmosphere first).</param>
public sealed record StateGrid(LatLonGrid Horizontal, IReadOnlyList<double> PressureLevelsPa)
{
    /// <summary>The grid of results that have no fields: it has no level, hence no value.</summary>
    public static StateGrid WithoutFields { get; } = new(new LatLonGrid([-45, 45], [0, 180]), []);

    /// <summary>Whether there are fields on this grid.</summary>
    public bool HasFields => PressureLevelsPa.Count > 0;

    /// <summary>Number of values of one state.</summary>
    public int ValueCount => PressureLevelsPa.Count * Horizontal.CellCount;
}
