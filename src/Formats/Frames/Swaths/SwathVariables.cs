using Slams.Core.Observations;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Swaths;

/// <summary>Finds what belongs to the measured variable of a swath: by its attributes, else by standard name or units and the same dimensions.</summary>
internal static class SwathVariables
{
    private static readonly char[] Blanks = [' ', '\t', '\n', '\r'];

    /// <summary>
    /// Whether a file has the layout of a swath, or of a list of footprints, rather than of a field on axes: latitudes or longitudes of two
    /// dimensions, or of the one dimension of what was measured.
    /// </summary>
    public static bool Recognises(IGridFile file)
    {
        var measured = MeasuredVariable.All(file, FrameQuantity.OutgoingLongwaveFlux).Concat(MeasuredVariable.All(file, FrameQuantity.BrightnessTemperature)).FirstOrDefault();
        if (measured is null)
        {
            return false;
        }

        var latitudes = file.Variables.Where(CfCoordinate.Latitude.Is).ToArray();
        var longitudes = file.Variables.Where(CfCoordinate.Longitude.Is).ToArray();
        if (measured.Shape is not [.., var lines, var pixels])
        {
            return measured.Shape is [var length] && latitudes.Any(v => v.Shape is [var own] && own == length) && longitudes.Any(v => v.Shape is [var own] && own == length);
        }

        // Bounds of axes have two dimensions too.
        var places = latitudes.Concat(longitudes).Where(v => v.Shape.Count > 1).ToArray();
        return places.Any(v => v.Shape[^2] == lines && v.Shape[^1] == pixels)
            ? !latitudes.Any(latitude => longitudes.Any(longitude => AreAxes(measured, latitude, longitude)))
            : places.Length > 0 && !(latitudes.Any(v => v.Shape.Count == 1) && longitudes.Any(v => v.Shape.Count == 1));
    }

    /// <summary>The latitude or longitude of each pixel.</summary>
    /// <exception cref="InvalidDataException">There is none, or which is meant is not clear.</exception>
    public static IGridVariable Coordinate(IGridFile file, SwathShape shape, CfCoordinate coordinate)
    {
        var all = file.Variables.Where(v => v.Shape.Count > 1 && coordinate.Is(v)).ToArray();
        var named = Words(shape.Measured, "coordinates");
        var asked = all.Where(v => named.Contains(v.Name)).ToArray();
        all = asked.Length > 0 ? asked : all;
        var fitting = all.Where(shape.HasPixels).ToArray();
        var best = fitting.Where(coordinate.IsNamed).ToArray() is { Length: > 0 } standard ? standard : fitting;
        return best switch
        {
            [var one] => one,
            [_, ..] => throw new InvalidDataException(
                $"The file has {best.Length} variables of {coordinate.StandardName} for '{shape.Measured.Name}', whose attribute 'coordinates' names not just one."),
            _ => throw (all.FirstOrDefault() is { } other ? shape.Disagrees(other) : new InvalidDataException($"The file has no two-dimensional {coordinate.StandardName}.")),
        };
    }

    /// <summary>The times: of the swath, its lines or its pixels. What the measured variable names is before standard names, and what says more before what says less.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public static IGridVariable Time(IGridFile file, SwathShape shape)
    {
        var named = Words(shape.Measured, "coordinates");
        var all = file.Variables.Where(v => v.Text("units")?.Contains(" since ", StringComparison.OrdinalIgnoreCase) == true)
            .OrderBy(v => named.Contains(v.Name) ? 0 : v.Text("standard_name") == "time" ? 1 : v.Name == "time" ? 2 : 3)
            .ThenByDescending(v => v.Shape.Count).ToArray();
        return all.FirstOrDefault(v => IsOne(v) || shape.HasLines(v) || shape.HasPixels(v))
            ?? throw (all.FirstOrDefault() is { } other ? shape.Disagrees(other) : new InvalidDataException("The file has no time in CF units."));
    }

    /// <summary>Whether a variable has one value.</summary>
    public static bool IsOne(IGridVariable variable) => variable.Shape.All(length => length == 1);

    /// <summary>Words of a text attribute, as of names of variables.</summary>
    public static string[] Words(IGridVariable variable, string attribute) =>
        (variable.Text(attribute) ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether two variables are the axes of two dimensions of what was measured.</summary>
    private static bool AreAxes(IGridVariable measured, IGridVariable latitude, IGridVariable longitude)
    {
        if (latitude.Shape.Count != 1 || longitude.Shape.Count != 1)
        {
            return false;
        }

        var (rows, columns, first, second) = (latitude.Shape[0], longitude.Shape[0], measured.Shape[^2], measured.Shape[^1]);
        return measured.DimensionNames is [.., var one, var other]
            ? (FrameDimensions.NameOf(latitude), FrameDimensions.NameOf(longitude)) is var names && (names == (one, other) || names == (other, one))
            : first != second && ((rows, columns) == (first, second) || (rows, columns) == (second, first));
    }
}
