using SkiaSharp;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Pictures.Colours;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;

namespace Slams.Pictures.Maps;

/// <summary>Stations on a map: colour tells the departure, shape whether a station was assimilated or withheld.</summary>
internal static class StationDots
{
    /// <summary>Departure in K at which the colours end, as on the map page.</summary>
    private const double LimitK = 3;

    public static ColourScale Scale { get; } = new(ColourMap.Difference, -LimitK, LimitK);

    public const string Caption = "Stations: observed minus analysed in K", Remark = "● assimilated  ◆ withheld";

    /// <summary>Draws those that were used and have a departure, the larger ones on top.</summary>
    public static void Draw(SKCanvas canvas, IReadOnlyList<StationDeparture> stations, IMapProjection projection, MapLayout layout)
    {
        var radius = Math.Clamp(layout.Map.Width / 380, 1.8, 4);
        using var outline = new SKPaint { Color = new SKColor(0x14, 0x17, 0x2A, 0xCC), IsStroke = true, StrokeWidth = (float)(radius * 0.28), IsAntialias = true };
        using var fill = new SKPaint { IsAntialias = true };
        foreach (var station in stations.Where(IsShown).OrderBy(station => Math.Abs(station.ObservedK - station.AnalysisK)))
        {
            if (projection.Forward(new GeoPoint(station.LatitudeDegrees, station.LongitudeDegrees)) is { } place)
            {
                fill.Color = Ink.Of(Scale.Of(station.ObservedK - station.AnalysisK));
                var (x, y) = layout.Place(place, projection);
                using var shape = Shape((float)x, (float)y, (float)radius, station.Flag);
                canvas.DrawPath(shape, fill);
                canvas.DrawPath(shape, outline);
            }
        }
    }

    private static bool IsShown(StationDeparture station) =>
        station.Flag.IsUsable() && Math.Abs(station.LatitudeDegrees) <= 90
        && double.IsFinite(station.LongitudeDegrees) && float.IsFinite(station.ObservedK - station.AnalysisK);

    private static SKPath Shape(float x, float y, float radius, QualityFlag flag)
    {
        var path = new SKPath();
        if (flag is QualityFlag.Assimilated)
        {
            path.AddCircle(x, y, radius);
        }
        else
        {
            var half = radius * 1.35f;
            path.AddPoly([new(x, y - half), new(x + half, y), new(x, y + half), new(x - half, y)]);
        }

        return path;
    }
}
