using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames;

/// <summary>Which dimension of the flux is which.</summary>
internal static class FrameDimensions
{
    /// <summary>
    /// The two innermost dimensions must be latitude and longitude, in either order; before them may stand time, and dimensions of
    /// length one.
    /// </summary>
    /// <exception cref="InvalidDataException">The variable is laid out otherwise.</exception>
    public static (bool Transposed, bool HasTime) Arrange(IGridVariable flux, IGridVariable latitude, IGridVariable longitude)
    {
        var shape = flux.Shape;
        var rank = shape.Count;
        if (rank < 2 || shape.Take(rank - 2).Skip(1).Any(length => length != 1))
        {
            throw Unusable(flux);
        }

        var straight = shape[rank - 2] == latitude.Shape[0] && shape[rank - 1] == longitude.Shape[0];
        var crossed = shape[rank - 2] == longitude.Shape[0] && shape[rank - 1] == latitude.Shape[0];
        if (straight && crossed && Names(flux, latitude, longitude) is [var first, var second])
        {
            // A square grid: only the names tell.
            straight = first == NameOf(latitude) && second == NameOf(longitude);
            crossed = first == NameOf(longitude) && second == NameOf(latitude);
        }

        return straight || crossed ? (!straight, rank > 2) : throw Unusable(flux);
    }

    private static string[]? Names(IGridVariable flux, IGridVariable latitude, IGridVariable longitude)
    {
        var names = flux.DimensionNames;
        var known = names is not null && names.Contains(NameOf(latitude)) && names.Contains(NameOf(longitude));
        return known ? [.. names!.TakeLast(2)] : null;
    }

    /// <summary>Name of the dimension of an axis.</summary>
    public static string NameOf(IGridVariable axis) => axis.DimensionNames is [var name] ? name : axis.Name;

    private static InvalidDataException Unusable(IGridVariable flux) =>
        new($"Variable '{flux.Name}' [{string.Join(" x ", flux.Shape)}] does not lie on the latitudes and longitudes of the file.");
}
