using System.Runtime.InteropServices;
using SkiaSharp;
using Slams.Pictures.Fields;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;

namespace Slams.Pictures.Maps;

/// <summary>A field as a map with coast, graticule, colour bar and origin.</summary>
public static class MapPicture
{
    /// <summary>A size that a map of a projection fills, in pixels.</summary>
    public static PictureSize UsualSize(IMapProjection projection, int dpi)
    {
        var scale = dpi / PictureSize.UnitsPerInch;
        // A disc is as high as wide, and needs less of both.
        var (width, height) = projection.HalfWidth > projection.HalfHeight ? (1200, 1156 * projection.HalfHeight / projection.HalfWidth) : (800, 756.0);
        return new PictureSize((int)Math.Round(width * scale), (int)Math.Round((height + 168) * scale), dpi);
    }

    /// <summary>Draws a map as PNG.</summary>
    public static byte[] Draw(LevelField field, MapOptions options)
    {
        using var sheet = new Sheet(options.Size, FieldCaption.Title(field), FieldCaption.Origin(field), Foot(field));
        var layout = MapLayout.Of(sheet.Content, options.Projection, options.Stations is null ? 1 : 2);
        var intervals = ColourBar.Intervals(layout.Bars[0].Width);
        var lineStep = LineStep(field.Statistic, options.Scale.Ticks(intervals));
        using var edge = Path(options.Projection.Edge, options.Projection, layout, close: true);
        sheet.Canvas.Save();
        sheet.Canvas.ClipPath(edge, antialias: true);
        DrawField(sheet, field, options, lineStep, layout);
        DrawLines(sheet.Canvas, options.Projection, layout);
        if (options.Stations is { } stations)
        {
            StationDots.Draw(sheet.Canvas, stations, options.Projection, layout);
        }

        sheet.Canvas.Restore();
        Stroke(sheet.Canvas, edge, Ink.Line, 1.2);
        ColourBar.Draw(
            sheet, layout.Bars[0], options.Scale, FieldCaption.Scale(field.Statistic),
            options.Stations is null ? $"{FieldCaption.Summary(field.Summary)} · a line every {LineText(lineStep)} K" : $"a line every {LineText(lineStep)} K");
        if (options.Stations is not null)
        {
            ColourBar.Draw(sheet, layout.Bars[1], StationDots.Scale, StationDots.Caption, StationDots.Remark);
        }

        return sheet.ToPng();
    }

    private static string Foot(LevelField field) => $"SLAMS {field.Analysis.Provenance.SoftwareVersion} · coast as coarse as the bundled model's land-sea mask";

    /// <summary>Means are smooth enough for a line between labels.</summary>
    private static double LineStep(FieldStatistic statistic, IReadOnlyList<double> ticks) =>
        ticks.Count > 1 ? (ticks[1] - ticks[0]) / (statistic is FieldStatistic.Mean ? 2 : 1) : 0;

    private static string LineText(double step) => step.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    private static void DrawField(Sheet sheet, LevelField field, MapOptions options, double lineStep, MapLayout layout)
    {
        var (width, height) = ((int)Math.Ceiling(layout.Map.Width * sheet.Scale), (int)Math.Ceiling(layout.Map.Height * sheet.Scale));
        var pixels = MapRaster.Paint(field, options.Scale, lineStep, options.Projection, width, height);
        var bytes = new byte[pixels.Length * 4];
        for (var i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] is { } colour)
            {
                (bytes[4 * i], bytes[(4 * i) + 1], bytes[(4 * i) + 2], bytes[(4 * i) + 3]) = (colour.Red, colour.Green, colour.Blue, byte.MaxValue);
            }
        }

        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        Marshal.Copy(bytes, 0, bitmap.GetPixels(), bytes.Length);
        using var image = SKImage.FromBitmap(bitmap);
        sheet.Canvas.DrawImage(
            image, new SKRect((float)layout.Map.Left, (float)layout.Map.Top, (float)layout.Map.Right, (float)layout.Map.Bottom),
            new SKSamplingOptions(SKFilterMode.Linear));
    }

    private static void DrawLines(SKCanvas canvas, IMapProjection projection, MapLayout layout)
    {
        foreach (var line in MapLines.Graticule.SelectMany(line => MapLines.Project(line, projection)))
        {
            using var path = Path(line, projection, layout);
            Stroke(canvas, path, new SKColor(0, 0, 0, 0x2C), 0.7);
        }

        var coast = Coastline.Lines.SelectMany(line => MapLines.Project(line, projection)).Select(line => Path(line, projection, layout)).ToArray();
        // A light line on a dark one is seen on every colour.
        foreach (var path in coast)
        {
            Stroke(canvas, path, new SKColor(0x0B, 0x0E, 0x1C, 0xB0), 2.6);
        }

        foreach (var path in coast)
        {
            Stroke(canvas, path, new SKColor(0xFF, 0xFF, 0xFF, 0xF0), 1.1);
            path.Dispose();
        }
    }

    private static SKPath Path(IReadOnlyList<PlanePoint> line, IMapProjection projection, MapLayout layout, bool close = false)
    {
        var path = new SKPath();
        path.AddPoly([.. line.Select(place => layout.Place(place, projection)).Select(at => new SKPoint((float)at.X, (float)at.Y))], close);
        return path;
    }

    private static void Stroke(SKCanvas canvas, SKPath path, SKColor colour, double width)
    {
        using var paint = new SKPaint { Color = colour, IsStroke = true, StrokeWidth = (float)width, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
        canvas.DrawPath(path, paint);
    }
}
