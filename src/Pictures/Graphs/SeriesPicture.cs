using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using Slams.Core.Analyses;
using Slams.Pictures.Fields;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;

namespace Slams.Pictures.Graphs;

/// <summary>Temperature at a point and level through time, a line with a band of spread for each run.</summary>
public static class SeriesPicture
{
    private const int MostDots = 80;

    /// <summary>Draws time series as PNG.</summary>
    /// <exception cref="InvalidDataException">No analysis has fields, the grids differ, or there is no such level.</exception>
    public static byte[] Draw(IEnumerable<Analysis> analyses, double pressureHpa, GeoPoint point, PictureSize size)
    {
        var runs = PointSeries.Of(analyses, pressureHpa, point);
        using var sheet = new Sheet(
            size, $"Air temperature at {Drawable.Hpa(100 * pressureHpa)} hPa, {FieldCaption.Position(point.LatitudeDegrees, point.LongitudeDegrees)}",
            Origin(runs), $"SLAMS {runs[^1].Newest.SoftwareVersion} · interpolated between cells");
        using var plot = Graph.Make("Time of analysis, UTC", "Air temperature in K");
        var legend = new List<LegendEntry>();
        for (var run = 0; run < runs.Count; run++)
        {
            var (colour, name) = (Ink.Runs[run % Ink.Runs.Count], runs.Count > 1 ? $"{runs[run].RunId}: " : "");
            Add(plot, runs[run], colour);
            legend.Add(new LegendEntry($"{name}ensemble mean", colour, 2));
            legend.Add(new LegendEntry($"{name}mean ± spread", Graph.Band(colour), 11));
        }

        plot.Axes.Bottom.TickGenerator = new DateTimeAutomatic { LabelFormatter = Label };
        sheet.Draw(plot, LegendRow.Draw(sheet, sheet.Content, legend), 62);
        return sheet.ToPng();
    }

    private static void Add(Plot plot, RunSeries run, SkiaSharp.SKColor colour)
    {
        foreach (var piece in Pieces(run))
        {
            plot.AddBand(
                piece.Select(i => At(i, run.MeanK[i] - run.SpreadK[i])), piece.Select(i => At(i, run.MeanK[i] + run.SpreadK[i])), colour);
            plot.AddLine(piece.Select(i => At(i, run.MeanK[i])), colour, 2, run.Times.Count > MostDots ? 0 : 5);
        }

        Coordinates At(int i, double value) => new(run.Times[i].UtcDateTime.ToOADate(), value);
    }

    /// <summary>Numbers of the times between gaps.</summary>
    internal static IEnumerable<IReadOnlyList<int>> Pieces(RunSeries run)
    {
        var piece = new List<int>();
        for (var i = 0; i <= run.Times.Count; i++)
        {
            if (i < run.Times.Count && float.IsFinite(run.MeanK[i]))
            {
                piece.Add(i);
            }
            else if (piece.Count > 0)
            {
                yield return piece;
                piece = [];
            }
        }
    }

    private static string Origin(IReadOnlyList<RunSeries> runs)
    {
        var times = runs.SelectMany(run => run.Times).ToArray();
        string[] parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"{times.Min():yyyy-MM-dd HH:mm} to {times.Max():yyyy-MM-dd HH:mm} UTC"),
            .. runs.Select(run => $"model {run.Newest.ModelId}").Distinct(StringComparer.Ordinal), .. runs.Select(run => $"run {run.RunId}"),
        ];
        return string.Join(" · ", parts);
    }

    private static string Label(DateTime time) => time.ToString(
        time.TimeOfDay > TimeSpan.Zero ? "HH:mm" : time.DayOfYear == 1 ? "yyyy" : "d MMM", CultureInfo.InvariantCulture);
}
