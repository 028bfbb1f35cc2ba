using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;

namespace Slams.Pictures.Maps;

/// <summary>Where map and colour bars stand.</summary>
/// <param name="Map">Room round the edge of the map.</param>
/// <param name="Bars">Colour bars with caption and labels, below the map, from the left.</param>
internal sealed record MapLayout(Area Map, IReadOnlyList<Area> Bars)
{
    /// <summary>Height of a colour bar with caption and labels.</summary>
    public const double BarHeight = 48;

    private const double Gap = 14, BetweenBars = 36, MostBarWidth = 760;

    /// <summary>Lays out a map of a projection with so many colour bars.</summary>
    public static MapLayout Of(Area content, IMapProjection projection, int bars)
    {
        var map = (content with { Bottom = content.Bottom - BarHeight - Gap }).Fit(projection.HalfWidth / projection.HalfHeight);
        var width = Math.Min(content.Width, MostBarWidth * bars);
        var left = content.Left + ((content.Width - width) / 2);
        var top = map.Bottom + Gap;
        return new MapLayout(map, new Area(left, top, left + width, top + BarHeight).Columns(bars, BetweenBars));
    }

    /// <summary>Where a place of the projection is, in units of layout.</summary>
    public (double X, double Y) Place(PlanePoint place, IMapProjection projection) => (
        Map.Left + ((place.X + projection.HalfWidth) / (2 * projection.HalfWidth) * Map.Width),
        Map.Top + ((projection.HalfHeight - place.Y) / (2 * projection.HalfHeight) * Map.Height));
}
