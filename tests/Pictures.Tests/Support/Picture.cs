using SkiaSharp;
using Slams.Pictures.Colours;

namespace Slams.Pictures.Tests.Support;

/// <summary>A PNG as it is seen again by Skia.</summary>
internal sealed class Picture
{
    private readonly SKColor[] _pixels;

    public Picture(byte[] png)
    {
        using var bitmap = SKBitmap.Decode(png);
        (Width, Height, _pixels) = (bitmap.Width, bitmap.Height, bitmap.Pixels);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Colour of a pixel.</summary>
    public Rgb At(double x, double y)
    {
        var pixel = _pixels[((int)y * Width) + (int)x];
        Assert.Equal(byte.MaxValue, pixel.Alpha);
        return new Rgb(pixel.Red, pixel.Green, pixel.Blue);
    }

    /// <summary>Rows of a column that have a colour, nearly.</summary>
    public int[] RowsWith(Rgb colour, int column) => [.. Enumerable.Range(0, Height).Where(y => IsNear(colour, At(column, y)))];

    /// <summary>Columns of a row that have a colour, nearly.</summary>
    public int[] ColumnsWith(Rgb colour, int row) => [.. Enumerable.Range(0, Width).Where(x => IsNear(colour, At(x, row)))];

    /// <summary>Requires a colour, nearly: a gradient runs on within a pixel.</summary>
    public void Has(Rgb colour, double x, double y, int tolerance = 6) => Assert.True(
        IsNear(colour, At(x, y), tolerance), FormattableString.Invariant($"At {x:0}, {y:0} is {At(x, y)}, expected {colour}."));

    private static bool IsNear(Rgb a, Rgb b, int tolerance = 6) =>
        Math.Abs(a.Red - b.Red) <= tolerance && Math.Abs(a.Green - b.Green) <= tolerance && Math.Abs(a.Blue - b.Blue) <= tolerance;
}
