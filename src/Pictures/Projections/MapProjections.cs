namespace Slams.Pictures.Projections;

/// <summary>Projections by name.</summary>
public static class MapProjections
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["equirectangular", "equal-earth", "orthographic", "stereographic"];

    /// <summary>Makes a projection.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="centre">Middle of the map; those of the whole globe use its longitude only. Null for a usual one.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static IMapProjection Of(string name, GeoPoint? centre) => name switch
    {
        "equirectangular" => new Equirectangular(centre?.LongitudeDegrees ?? 0),
        "equal-earth" => new EqualEarth(centre?.LongitudeDegrees ?? 0),
        "orthographic" => Azimuthal.Orthographic(centre ?? new GeoPoint(35, 10)),
        "stereographic" => Azimuthal.Stereographic(centre ?? new GeoPoint(90, 0)),
        _ => throw new ArgumentException($"There is no projection '{name}'; there are {string.Join(", ", Names)}."),
    };
}
