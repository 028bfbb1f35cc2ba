using Slams.Core.Grids;

namespace Slams.Verification.Ablation;

/// <summary>
/// What needs no prior at all: the copy's anomalies interpolated bilinearly between the middles of their cells, held constant towards the
/// poles. Fields that the copy lacks stay at climatology.
/// </summary>
/// <param name="grid">Grid of the fields.</param>
public sealed class CopyInterpolation(LatLonGrid grid)
{
    /// <summary>Interpolates a copy.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="channels">Channels of a state.</param>
    public float[] Fields(DegradedCopy copy, int channels)
    {
        var coarse = Coarse(copy.Means);
        var state = new float[channels * grid.CellCount];
        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            var stencil = coarse.Interpolate(grid.LatitudesDegrees[cell / grid.Columns], grid.LongitudesDegrees[cell % grid.Columns]);
            for (var i = 0; i < copy.Channels.Count; i++)
            {
                state[(copy.Channels[i] * grid.CellCount) + cell] = stencil.Apply(copy.Values.AsSpan(i * copy.Means.Count, copy.Means.Count));
            }
        }

        return state;
    }

    /// <summary>The middles of the copy's cells, as a grid: the means of latitude and of longitude.</summary>
    private LatLonGrid Coarse(CellMeans means)
    {
        var (latitudes, longitudes) = (new float[means.Count], new float[means.Count]);
        means.Apply([.. Enumerable.Range(0, grid.CellCount).Select(cell => (float)grid.LatitudesDegrees[cell / grid.Columns])], latitudes);
        means.Apply([.. Enumerable.Range(0, grid.CellCount).Select(cell => (float)grid.LongitudesDegrees[cell % grid.Columns])], longitudes);
        var columns = longitudes.Distinct().Count();
        return new LatLonGrid(
            [.. Enumerable.Range(0, means.Count / columns).Select(row => (double)latitudes[row * columns])], [.. longitudes.Take(columns).Select(value => (double)value)]);
    }
}
