using SkiaSharp;
using Slams.Pictures.Colours;
using Slams.Pictures.Sheets;

namespace Slams.Pictures.Maps;

/// <summary>A colour bar: caption, colours, labels.</summary>
internal static class ColourBar
{
    private const double CaptionSize = 12, LabelSize = 11.5, Bar = 13, Gap = 12;
    private const double WidthOfInterval = 70;

    /// <summary>Intervals between labels on a bar of some width.</summary>
    public static int Intervals(double width) => Math.Clamp((int)(width / WidthOfInterval), 2, 12);

    /// <summary>Draws a bar into its place.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="area">Room for it.</param>
    /// <param name="scale">The colours.</param>
    /// <param name="caption">What the numbers are.</param>
    /// <param name="remark">Words at the right, or nothing.</param>
    public static void Draw(Sheet sheet, Area area, ColourScale scale, string caption, string remark)
    {
        var wanted = Sheet.Width(caption, CaptionSize) + Gap + Sheet.Width(remark, CaptionSize);
        var size = CaptionSize * Math.Min(1, area.Width / wanted);
        sheet.Text(caption, area.Left, area.Top + 10, size, Ink.Text);
        sheet.Text(remark, area.Right, area.Top + 10, size, Ink.Quiet, SKTextAlign.Right);
        var bar = new SKRect((float)area.Left, (float)(area.Top + 16), (float)area.Right, (float)(area.Top + 16 + Bar));
        DrawColours(sheet.Canvas, bar, scale);
        using var line = new SKPaint { Color = Ink.Line, IsStroke = true, StrokeWidth = 0.8f, IsAntialias = true };
        sheet.Canvas.DrawRect(bar, line);
        var intervals = Intervals(area.Width);
        foreach (var value in scale.Ticks(intervals))
        {
            var x = (float)(bar.Left + ((value - scale.Low) / (scale.High - scale.Low) * bar.Width));
            sheet.Canvas.DrawLine(x, bar.Bottom, x, bar.Bottom + 3.5f, line);
            sheet.Text(scale.Label(value, intervals), x, bar.Bottom + 15.5, LabelSize, Ink.Text, SKTextAlign.Center);
        }
    }

    private static void DrawColours(SKCanvas canvas, SKRect bar, ColourScale scale)
    {
        var colours = scale.Map.Colours;
        using var bitmap = new SKBitmap(colours.Count, 1);
        for (var i = 0; i < colours.Count; i++)
        {
            bitmap.SetPixel(i, 0, Ink.Of(colours[i]));
        }

        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, bar, new SKSamplingOptions(SKFilterMode.Linear));
    }
}
