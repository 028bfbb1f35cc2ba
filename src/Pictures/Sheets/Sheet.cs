using SkiaSharp;

namespace Slams.Pictures.Sheets;

/// <summary>A picture with a title, lines of origin below it, room for what is drawn, and a line at the foot.</summary>
internal sealed class Sheet : IDisposable
{
    private const double Margin = 22, TitleSize = 20, OriginSize = 12.5, FootSize = 10.5;
    private readonly SKSurface _surface;
    private readonly PictureSize _size;

    public Sheet(PictureSize size, string title, string origin, string foot)
    {
        _size = size;
        _surface = SKSurface.Create(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        Canvas.Clear(Ink.Paper);
        Canvas.Scale((float)size.Scale);
        var width = size.LayoutWidth - (2 * Margin);
        var y = Margin + TitleSize - 4;
        Text(title, Margin, y, TitleSize * Math.Min(1, width / Width(title, TitleSize, bold: true)), Ink.Text, bold: true);
        y += TitleSize + 2;
        foreach (var line in TextLines.Wrap(origin, width, line => Width(line, OriginSize)))
        {
            Text(line, Margin, y, OriginSize, Ink.Quiet);
            y += OriginSize + 4.5;
        }

        Text(foot, size.LayoutWidth - Margin, size.LayoutHeight - 10, FootSize, Ink.Quiet, SKTextAlign.Right);
        Content = new Area(Margin, y, size.LayoutWidth - Margin, size.LayoutHeight - FootSize - 18);
    }

    /// <summary>Room for what is drawn.</summary>
    public Area Content { get; }

    /// <summary>The canvas, in units of layout.</summary>
    public SKCanvas Canvas => _surface.Canvas;

    /// <summary>Pixels per unit of layout.</summary>
    public double Scale => _size.Scale;

    /// <summary>Writes a line of text at its baseline.</summary>
    public void Text(string text, double x, double y, double size, SKColor colour, SKTextAlign align = SKTextAlign.Left, bool bold = false)
    {
        using var font = PlainFont.Of(size, bold);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        Canvas.DrawText(text, (float)x, (float)y, align, font, paint);
    }

    /// <summary>Width of a line of text.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        using var font = PlainFont.Of(size, bold);
        return font.MeasureText(text);
    }

    /// <summary>The picture as PNG.</summary>
    public byte[] ToPng()
    {
        using var image = _surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return PngResolution.Write(data.AsSpan(), _size.Dpi);
    }

    public void Dispose() => _surface.Dispose();
}
