using Slams.Core.Grids;
using Slams.Core.Randomness;

namespace Slams.Verification.Tests;

/// <summary>Small grids and fields on them.</summary>
internal static class TestGrids
{
    public static LatLonGrid Regular(int rows, int columns) => new(
        [.. Enumerable.Range(0, rows).Select(i => -90 + ((i + 0.5) * 180 / rows))],
        [.. Enumerable.Range(0, columns).Select(i => i * 360.0 / columns)]);

    public static float[] Field(LatLonGrid grid, Func<double, double, double> value) =>
        [.. grid.LatitudesDegrees.SelectMany(latitude => grid.LongitudesDegrees.Select(longitude => (float)value(latitude, longitude)))];

    public static float[] Noise(LatLonGrid grid, ulong seed) => Normal(grid.CellCount, seed);

    public static float[] Normal(int count, ulong seed)
    {
        var values = new float[count];
        CounterRandom.FillNormal(seed, 99, values);
        return values;
    }

    public static float[] Add(float[] first, float[] second) => [.. first.Zip(second, (a, b) => a + b)];
}
