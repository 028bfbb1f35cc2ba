using System.Globalization;
using System.Net;
using System.Text;

namespace Slams.Verification.Reporting;

/// <summary>Draws plots as inline SVG: lines told apart by colour and dash, or bars.</summary>
internal static class SvgPlot
{
    private const double Width = 520, Height = 340, Left = 62, Right = 118, Top = 34, Bottom = 48;
    private static readonly string[] Colours = ["#777777", "#b0691a", "#2b7a3f", "#1b5fa8", "#b3123a", "#6b3fa0"];
    private static readonly string[] Dashes = ["2 3", "8 3 2 3", "6 4", "12 3", "", "3 2"];

    /// <summary>Lines.</summary>
    /// <param name="title">Title.</param>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis.</param>
    /// <param name="series">The lines; their order decides colour and dash.</param>
    /// <param name="downward">Whether the vertical axis goes downward, as pressure does.</param>
    public static string Lines(string title, PlotAxis x, PlotAxis y, IReadOnlyList<PlotSeries> series, bool downward = false)
    {
        var text = Begin(title, x, y, downward);
        for (var i = 0; i < series.Count; i++)
        {
            var style = string.Create(CultureInfo.InvariantCulture, $"stroke=\"{Colours[i % Colours.Length]}\" stroke-dasharray=\"{Dashes[i % Dashes.Length]}\"");
            var points = series[i].Points.Select(point => (X: Across(x.Place(point.X)), Y: Down(y.Place(point.Y), downward)))
                .Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
            if (points.Length > 0)
            {
                text.Append("<polyline fill=\"none\" stroke-width=\"2\" ").Append(style).Append(" points=\"")
                    .AppendJoin(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.0},{point.Y:0.0}"))).Append("\"/>\n");
            }

            var row = Top + 8 + (i * 18);
            text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Width - Right + 10}\" x2=\"{Width - Right + 34}\" y1=\"{row}\" y2=\"{row}\" stroke-width=\"2\" {style}/>");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 39}\" y=\"{row + 4}\">{Escape(series[i].Name)}</text>\n");
        }

        return text.Append("</svg>\n").ToString();
    }

    /// <summary>Bars from 0, with a line where they would all end if they were equal.</summary>
    public static string Bars(string title, PlotAxis x, PlotAxis y, IReadOnlyList<double> heights)
    {
        var text = Begin(title, x, y, false);
        for (var i = 0; i < heights.Count; i++)
        {
            var (left, right) = (Across(x.Place(i - 0.42)), Across(x.Place(i + 0.42)));
            var top = Down(y.Place(heights[i]), false);
            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left:0.0}\" y=\"{top:0.0}\" width=\"{right - left:0.0}\" height=\"{Down(y.Place(0), false) - top:0.0}\" fill=\"{Colours[3]}\"/>\n");
        }

        var level = Down(y.Place(heights.Average()), false);
        text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{level:0.0}\" y2=\"{level:0.0}\" stroke=\"{Colours[4]}\" stroke-dasharray=\"6 4\"/>\n");
        return text.Append("</svg>\n").ToString();
    }

    private static StringBuilder Begin(string title, PlotAxis x, PlotAxis y, bool downward)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Escape(title)}\">\n");
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"title\" x=\"{Left}\" y=\"18\">{Escape(title)}</text>\n");
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{Top}\" width=\"{Width - Left - Right}\" height=\"{Height - Top - Bottom}\" class=\"frame\"/>\n");
        foreach (var (value, label) in x.Ticks)
        {
            var at = Across(x.Place(value));
            text.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{at:0.0}\" x2=\"{at:0.0}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/>");
            text.Append(CultureInfo.InvariantCulture, $"<text text-anchor=\"middle\" x=\"{at:0.0}\" y=\"{Height - Bottom + 16}\">{Escape(label)}</text>\n");
        }

        foreach (var (value, label) in y.Ticks)
        {
            var at = Down(y.Place(value), downward);
            text.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{at:0.0}\" y2=\"{at:0.0}\"/>");
            text.Append(CultureInfo.InvariantCulture, $"<text text-anchor=\"end\" x=\"{Left - 6}\" y=\"{at + 4:0.0}\">{Escape(label)}</text>\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"<text text-anchor=\"middle\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\">{Escape(x.Title)}</text>\n");
        var middle = (Top + Height - Bottom) / 2;
        text.Append(CultureInfo.InvariantCulture, $"<text text-anchor=\"middle\" transform=\"translate(14 {middle}) rotate(-90)\">{Escape(y.Title)}</text>\n");
        return text;
    }

    private static double Across(double place) => Left + (place * (Width - Left - Right));

    private static double Down(double place, bool downward) => Top + ((downward ? place : 1 - place) * (Height - Top - Bottom));

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
