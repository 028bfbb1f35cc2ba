using SkiaSharp;
using Slams.Pictures.Sheets;

namespace Slams.Pictures.Graphs;

/// <summary>A legend in rows above a graph, where it covers nothing.</summary>
internal static class LegendRow
{
    private const double Sample = 24, Gap = 7, BetweenEntries = 22, LineHeight = 19, TextSize = 12;

    /// <summary>Draws a legend at the top of an area and returns the area that is left.</summary>
    public static Area Draw(Sheet sheet, Area area, IEnumerable<LegendEntry> entries)
    {
        var (x, y) = (area.Left, area.Top + 14);
        foreach (var entry in entries)
        {
            var width = Sample + Gap + Sheet.Width(entry.Text, TextSize);
            if (x > area.Left && x + width > area.Right)
            {
                (x, y) = (area.Left, y + LineHeight);
            }

            using var paint = new SKPaint { Color = entry.Colour, IsAntialias = true };
            var middle = y - (TextSize / 2) + 1.5;
            sheet.Canvas.DrawRect(
                new SKRect((float)x, (float)(middle - (entry.Thickness / 2)), (float)(x + Sample), (float)(middle + (entry.Thickness / 2))), paint);
            sheet.Text(entry.Text, x + Sample + Gap, y, TextSize, Ink.Text);
            x += width + BetweenEntries;
        }

        return area with { Top = y + 6 };
    }
}
