using System.Globalization;

namespace Slams.Pictures.Sheets;

/// <summary>Size of a picture.</summary>
public sealed record PictureSize
{
    /// <summary>Units of layout per inch: text has its nominal size at this resolution.</summary>
    public const double UnitsPerInch = 96;

    private const int MostPixels = 12000;
    private const double LeastWidth = 420, LeastHeight = 300;

    /// <summary>Takes a size.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="dpi">Pixels per inch: the more, the larger text and lines in pixels.</param>
    /// <exception cref="ArgumentException">Too small for its text, or larger than a picture may be.</exception>
    public PictureSize(int width, int height, int dpi)
    {
        if (width is < 1 or > MostPixels || height is < 1 or > MostPixels || dpi < 1)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"A picture has 1 to {MostPixels} pixels each way; {width}x{height} at {dpi} dpi is none."));
        }

        (Width, Height, Dpi) = (width, height, dpi);
        if (LayoutWidth < LeastWidth || LayoutHeight < LeastHeight)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"A picture of {width}x{height} pixels at {dpi} dpi is too small for its text; it takes at least {Math.Ceiling(LeastWidth * Scale)}x{Math.Ceiling(LeastHeight * Scale)}."));
        }
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Pixels per inch.</summary>
    public int Dpi { get; }

    /// <summary>Pixels per unit of layout.</summary>
    public double Scale => Dpi / UnitsPerInch;

    /// <summary>Width in units of layout.</summary>
    public double LayoutWidth => Width / Scale;

    /// <summary>Height in units of layout.</summary>
    public double LayoutHeight => Height / Scale;
}
