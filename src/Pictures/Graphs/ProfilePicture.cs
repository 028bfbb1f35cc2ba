using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;
using Slams.Core.Analyses;
using Slams.Pictures.Fields;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;

namespace Slams.Pictures.Graphs;

/// <summary>Temperature above a point, with pressure downwards on a logarithmic axis as in soundings.</summary>
public static class ProfilePicture
{
    private static readonly SKColor Colour = Ink.Runs[0], MemberColour = Ink.Quiet.WithAlpha(0xA0);

    /// <summary>Draws a profile as PNG.</summary>
    /// <exception cref="InvalidDataException">The analysis has no fields.</exception>
    public static byte[] Draw(Analysis analysis, GeoPoint point, PictureSize size)
    {
        var profile = PointProfile.Of(analysis, point);
        using var sheet = new Sheet(
            size, $"Air temperature at {FieldCaption.Position(point.LatitudeDegrees, point.LongitudeDegrees)}", FieldCaption.Origin(analysis),
            $"SLAMS {analysis.Provenance.SoftwareVersion} · interpolated between cells");
        var (left, right) = Split(LegendRow.Draw(sheet, sheet.Content, Legend(profile)));
        Draw(sheet, left, profile, "Air temperature in K", "Pressure in hPa", _ => 0);
        // Beside the change with height, the spread is hardly seen; so it is drawn once more by itself.
        Draw(sheet, right, profile, "Departure from the mean in K", "", level => profile.MeanK[level]);
        return sheet.ToPng();
    }

    private static void Draw(Sheet sheet, Area area, PointProfile profile, string horizontal, string vertical, Func<int, float> origin)
    {
        using var plot = Graph.Make(horizontal, vertical);
        var members = profile.MembersK;
        for (var member = 0; member < members.Count; member++)
        {
            var values = members[member];
            plot.AddLine(Line(level => values[level]), MemberColour, 0.9, 0);
        }

        plot.AddBand(
            Line(level => profile.MeanK[level] - profile.SpreadK[level]), Line(level => profile.MeanK[level] + profile.SpreadK[level]), Colour);
        plot.AddLine(Line(level => profile.MeanK[level]), Colour, 2.2, 6);
        SetPressureAxis(plot, profile.PressuresPa, hasLabels: vertical.Length > 0);
        sheet.Draw(plot, area, vertical.Length > 0 ? 54 : 16);

        IEnumerable<Coordinates> Line(Func<int, float> value) => Enumerable.Range(0, profile.PressuresPa.Count)
            .Select(level => new Coordinates(value(level) - origin(level), Height(profile.PressuresPa[level])));
    }

    /// <summary>Height of a pressure on the axis.</summary>
    internal static double Height(double pressurePa) => -Math.Log(pressurePa);

    private static IEnumerable<LegendEntry> Legend(PointProfile profile)
    {
        yield return new LegendEntry("ensemble mean", Colour, 2.2);
        yield return new LegendEntry("mean ± spread", Graph.Band(Colour), 11);
        if (profile.MembersK.Count > 0)
        {
            yield return new LegendEntry("members", MemberColour, 1);
        }
    }

    private static (Area Left, Area Right) Split(Area content)
    {
        var middle = content.Left + (0.58 * content.Width);
        return (content with { Right = middle }, content with { Left = middle });
    }

    private static void SetPressureAxis(Plot plot, IReadOnlyList<double> levels, bool hasLabels)
    {
        plot.Axes.Left.TickGenerator = new NumericManual([.. levels.Select(Height)], [.. levels.Select(level => hasLabels ? Drawable.Hpa(level) : "")]);
        var margin = 0.05 * Math.Max(0.5, Height(levels[0]) - Height(levels[^1]));
        plot.Axes.SetLimitsY(Height(levels[^1]) - margin, Height(levels[0]) + margin);
    }
}
