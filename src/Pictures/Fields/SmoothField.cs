using Slams.Core.Grids;

namespace Slams.Pictures.Fields;

/// <summary>
/// A field between its cells: Catmull-Rom splines along rows and across them, exact at the cells and smooth between, so that a picture
/// shows the field and not its grid. Beyond the last row a row of its mean stands for the pole.
/// </summary>
public sealed class SmoothField
{
    private readonly double[] _latitudes;
    private readonly double _firstLongitude;
    private readonly int _columns;
    private readonly float[] _values;

    /// <summary>Takes a field <c>[latitude, longitude]</c>.</summary>
    public SmoothField(LatLonGrid grid, IReadOnlyList<float> values)
    {
        (_columns, _firstLongitude) = (grid.Columns, grid.LongitudesDegrees[0]);
        var latitudes = grid.LatitudesDegrees.ToList();
        var rows = values.Chunk(_columns).ToList();
        if (latitudes[0] > -90)
        {
            latitudes.Insert(0, -90);
            rows.Insert(0, Pole(rows[0]));
        }

        if (latitudes[^1] < 90)
        {
            latitudes.Add(90);
            rows.Add(Pole(rows[^1]));
        }

        (_latitudes, _values) = ([.. latitudes], [.. rows.SelectMany(row => row)]);
    }

    /// <summary>Value at a position in degrees north, within ±90, and degrees east; NaN where a cell round it has none.</summary>
    public float At(double latitudeDegrees, double longitudeDegrees)
    {
        var found = Array.BinarySearch(_latitudes, latitudeDegrees);
        var south = Math.Clamp(found >= 0 ? found : ~found - 1, 0, _latitudes.Length - 2);
        var north = (latitudeDegrees - _latitudes[south]) / (_latitudes[south + 1] - _latitudes[south]);
        var place = (LatLonGrid.NormaliseLongitude(longitudeDegrees - _firstLongitude)) / 360 * _columns;
        var west = (int)place;
        Span<double> across = stackalloc double[4], along = stackalloc double[4];
        Weights(north, across);
        Weights(place - west, along);
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            var row = Math.Clamp(south - 1 + i, 0, _latitudes.Length - 1) * _columns;
            for (var k = 0; k < 4; k++)
            {
                sum += across[i] * along[k] * _values[row + ((west - 1 + k + _columns) % _columns)];
            }
        }

        return (float)sum;
    }

    private static void Weights(double t, Span<double> weights)
    {
        weights[0] = ((((2 - t) * t) - 1) * t) / 2;
        weights[1] = ((((3 * t) - 5) * t * t) + 2) / 2;
        weights[2] = ((((4 - (3 * t)) * t) + 1) * t) / 2;
        weights[3] = (t - 1) * t * t / 2;
    }

    private float[] Pole(float[] row)
    {
        var pole = new float[_columns];
        Array.Fill(pole, row.Average());
        return pole;
    }
}
