namespace Slams.Pictures.Colours;

/// <summary>A colour of the space OKLCH (B. Ottosson, "A perceptual color space for image processing", 2020).</summary>
/// <param name="Lightness">Perceived lightness, 0 (black) to 1 (white).</param>
/// <param name="Chroma">Distance from grey, at most about 0.3.</param>
/// <param name="HueDegrees">Hue in degrees.</param>
public readonly record struct OkLch(double Lightness, double Chroma, double HueDegrees)
{
    private const double Tolerance = 1e-4;

    /// <summary>Perceived lightness of a colour, 0 to 1.</summary>
    public static double LightnessOf(Rgb colour) => LabOf(colour).Lightness;

    /// <summary>Lightness and the two axes of colour, a towards red and b towards yellow: equal distances look about equal.</summary>
    internal static (double Lightness, double A, double B) LabOf(Rgb colour)
    {
        var (red, green, blue) = (Linear(colour.Red), Linear(colour.Green), Linear(colour.Blue));
        var l = Math.Cbrt((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        var m = Math.Cbrt((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        var s = Math.Cbrt((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        return (
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    /// <summary>The nearest colour a screen shows: chroma gives way, lightness and hue never do.</summary>
    public Rgb ToRgb()
    {
        var (low, high) = (0.0, Chroma);
        if (!IsShown(high))
        {
            for (var halving = 0; halving < 12; halving++)
            {
                var middle = (low + high) / 2;
                (low, high) = IsShown(middle) ? (middle, high) : (low, middle);
            }

            high = low;
        }

        var (red, green, blue) = ToLinear(high);
        return new Rgb(Byte(red), Byte(green), Byte(blue));
    }

    private bool IsShown(double chroma)
    {
        var (red, green, blue) = ToLinear(chroma);
        return Math.Min(red, Math.Min(green, blue)) >= -Tolerance && Math.Max(red, Math.Max(green, blue)) <= 1 + Tolerance;
    }

    private (double Red, double Green, double Blue) ToLinear(double chroma)
    {
        var (sine, cosine) = Math.SinCos(HueDegrees * Math.PI / 180);
        var (a, b) = (chroma * cosine, chroma * sine);
        var l = Math.Pow(Lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        var m = Math.Pow(Lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        var s = Math.Pow(Lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return (
            (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
            (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
            (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    private static double Linear(byte value)
    {
        var share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private static byte Byte(double linear)
    {
        var inside = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (inside <= 0.0031308 ? 12.92 * inside : (1.055 * Math.Pow(inside, 1 / 2.4)) - 0.055));
    }
}
