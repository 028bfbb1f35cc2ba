using Slams.Pictures.Colours;
using Slams.Pictures.Fields;
using Slams.Pictures.Projections;

namespace Slams.Pictures.Maps;

/// <summary>Turns a field into pixels of a map, with thin darker lines of equal value.</summary>
internal static class MapRaster
{
    /// <summary>Share of its lightness that a pixel on a line loses.</summary>
    private const double LineShade = 0.26;

    // Slope in lines per pixel below which the field is so flat that a line would spread into a patch.
    private const double FlatSlope = 0.004;

    /// <summary>Colours of pixels, row by row from the top; null outside the map.</summary>
    /// <param name="field">The field.</param>
    /// <param name="scale">Its colours.</param>
    /// <param name="lineStep">A line every so many K; 0 for none.</param>
    /// <param name="projection">The projection.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    public static Rgb?[] Paint(LevelField field, ColourScale scale, double lineStep, IMapProjection projection, int width, int height)
    {
        var (values, isShown) = Sample(field, projection, width, height);
        var colours = new Rgb?[width * height];
        Parallel.For(0, height, y =>
        {
            for (var x = 0; x < width; x++)
            {
                var i = (y * width) + x;
                if (isShown[i])
                {
                    var line = lineStep > 0 ? Line(values, width, height, x, y, lineStep) : 0;
                    colours[i] = scale.Of(values[i]).Towards(default, LineShade * line);
                }
            }
        });
        return colours;
    }

    private static (float[] Values, bool[] IsShown) Sample(LevelField field, IMapProjection projection, int width, int height)
    {
        var smooth = new SmoothField(field.Grid, field.Values);
        var (values, isShown) = (new float[width * height], new bool[width * height]);
        Parallel.For(0, height, y =>
        {
            for (var x = 0; x < width; x++)
            {
                var place = new PlanePoint(
                    ((2 * (x + 0.5) / width) - 1) * projection.HalfWidth, (1 - (2 * (y + 0.5) / height)) * projection.HalfHeight);
                var i = (y * width) + x;
                (values[i], isShown[i]) = projection.Inverse(place) is { } position
                    ? (smooth.At(position.LatitudeDegrees, position.LongitudeDegrees), true)
                    : (float.NaN, false);
            }
        });
        return (values, isShown);
    }

    /// <summary>How much of a line runs through a pixel, 0 to 1: from the distance to it in pixels, which makes lines of even width.</summary>
    private static double Line(float[] values, int width, int height, int x, int y, double step)
    {
        var i = (y * width) + x;
        double value = values[i], east = values[x + 1 < width ? i + 1 : i - 1], south = values[y + 1 < height ? i + width : i - width];
        var slope = Math.Sqrt(((east - value) * (east - value)) + ((south - value) * (south - value))) / step;
        if (!double.IsFinite(slope))
        {
            return 0;
        }

        var distance = Math.Abs((value / step) - Math.Round(value / step)) / Math.Max(slope, 1e-6);
        return Math.Clamp(1.1 - distance, 0, 1) * Math.Min(1, slope / FlatSlope);
    }
}
