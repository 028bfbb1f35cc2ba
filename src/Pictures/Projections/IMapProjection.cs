namespace Slams.Pictures.Projections;

/// <summary>A way to lay the globe on a plane.</summary>
public interface IMapProjection
{
    /// <summary>Largest |x| of the map.</summary>
    double HalfWidth { get; }

    /// <summary>Largest |y| of the map.</summary>
    double HalfHeight { get; }

    /// <summary>Edge of the map, a closed line.</summary>
    IReadOnlyList<PlanePoint> Edge { get; }

    /// <summary>Place of a position, or null where the map does not show it.</summary>
    PlanePoint? Forward(GeoPoint position);

    /// <summary>Position at a place, or null outside the map.</summary>
    GeoPoint? Inverse(PlanePoint place);
}
