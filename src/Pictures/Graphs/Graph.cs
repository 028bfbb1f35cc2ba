using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;
using Slams.Pictures.Sheets;

namespace Slams.Pictures.Graphs;

/// <summary>A graph in the style of the pictures, drawn onto a sheet.</summary>
internal static class Graph
{
    private const float LabelSize = 13, TickSize = 12;

    /// <summary>An empty graph with named axes.</summary>
    public static Plot Make(string horizontal, string vertical)
    {
        var plot = new Plot();
        plot.Font.Set(PlainFont.Family());
        plot.FigureBackground.Color = Of(Ink.Paper);
        plot.Axes.Color(Of(Ink.Line));
        plot.Grid.MajorLineColor = Of(Ink.Grid);
        plot.Axes.Bottom.Label.Text = horizontal;
        plot.Axes.Left.Label.Text = vertical;
        foreach (var axis in new[] { (IAxis)plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.FontSize = LabelSize;
            axis.Label.Bold = false;
            axis.Label.ForeColor = Of(Ink.Text);
            axis.TickLabelStyle.FontSize = TickSize;
            axis.TickLabelStyle.ForeColor = Of(Ink.Text);
        }

        plot.Axes.Bottom.TickGenerator = Numbers();
        plot.Axes.Left.TickGenerator = Numbers();
        return plot;
    }

    /// <summary>The colour of a band beside a line of a colour.</summary>
    public static SKColor Band(SKColor colour) => colour.WithAlpha(0x38);

    /// <summary>Adds a filled band between two lines through the same places.</summary>
    public static void AddBand(this Plot plot, IEnumerable<Coordinates> one, IEnumerable<Coordinates> other, SKColor colour)
    {
        var band = plot.Add.Polygon([.. one, .. other.Reverse()]);
        band.FillColor = Of(Band(colour));
        band.LineWidth = 0;
    }

    /// <summary>Adds a line with dots at its points.</summary>
    public static void AddLine(this Plot plot, IEnumerable<Coordinates> points, SKColor colour, double width, double dots)
    {
        Coordinates[] places = [.. points];
        var line = plot.Add.Scatter(places, Of(colour));
        line.LineWidth = (float)width;
        line.MarkerSize = (float)dots;
    }

    /// <summary>Draws a graph into an area of a sheet.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="plot">The graph.</param>
    /// <param name="area">Room for it, with axes and labels.</param>
    /// <param name="left">Room for the labels of the vertical axis.</param>
    public static void Draw(this Sheet sheet, Plot plot, Area area, double left)
    {
        plot.Layout.Fixed(new PixelPadding((float)left, 14, 50, 8));
        var place = new PixelRect((float)area.Left, (float)area.Right, (float)area.Bottom, (float)area.Top);
        // ScottPlot clears all that it may draw on: let that be a layer of its own.
        sheet.Canvas.SaveLayer(new SKRect(place.Left, place.Top, place.Right, place.Bottom), null);
        plot.Render(sheet.Canvas, place);
        sheet.Canvas.Restore();
    }

    /// <summary>Labels at round numbers, with a true minus sign.</summary>
    private static NumericAutomatic Numbers() =>
        new() { LabelFormatter = value => value.ToString("0.###", CultureInfo.InvariantCulture).Replace('-', '\u2212') };

    private static Color Of(SKColor colour) => new(colour.Red, colour.Green, colour.Blue, colour.Alpha);
}
