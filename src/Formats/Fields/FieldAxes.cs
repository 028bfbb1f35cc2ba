using Slams.Formats.Frames;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Fields;

/// <summary>Finds the coordinates of a file, whatever they are called.</summary>
internal static class FieldAxes
{
    private const double HectopascalPa = 100;

    public static IGridVariable Latitude(IGridFile file) => OneDimensional(file, "latitude", "lat", "degrees_north", "degree_north", "degrees_N");

    public static IGridVariable Longitude(IGridFile file) => OneDimensional(file, "longitude", "lon", "degrees_east", "degree_east", "degrees_E");

    /// <summary>The pressure axis and its values in Pa, in the order of the file; null when the file has none.</summary>
    public static (IGridVariable Axis, double[] Pa)? Pressure(IGridFile file)
    {
        var axis = file.Variables.FirstOrDefault(v => v.Shape.Count == 1 && UnitPa(v.Text("units")) is not null);
        return axis is null ? null : (axis, Array.ConvertAll(axis.ReadAll(), p => p * UnitPa(axis.Text("units"))!.Value));
    }

    public static (IGridVariable Axis, DateTimeOffset?[] Times)? Time(IGridFile file)
    {
        var axis = file.Variables
            .Where(v => v.Shape.Count <= 1 && v.Text("units")?.Contains(" since ", StringComparison.OrdinalIgnoreCase) == true)
            .OrderBy(v => v.Name is "time" or "valid_time" ? 0 : v.Text("standard_name") == "time" ? 1 : 2)
            .FirstOrDefault();
        if (axis is null)
        {
            return null;
        }

        var cf = CfTimeAxis.Parse(axis.Text("units"), axis.Text("calendar"));
        return (axis, Array.ConvertAll(axis.ReadAll(), cf.At));
    }

    private static double? UnitPa(string? units) => units?.Trim() switch
    {
        "millibars" or "millibar" or "hPa" or "mb" or "mbar" or "hectopascal" => HectopascalPa,
        "Pa" or "pascal" => 1,
        _ => null,
    };

    private static IGridVariable OneDimensional(IGridFile file, string name, string shortName, params string[] units)
    {
        var candidates = file.Variables.Where(v => v.Shape.Count == 1).ToArray();
        return candidates.FirstOrDefault(v => v.Text("standard_name") == name)
            ?? candidates.FirstOrDefault(v => units.Contains(v.Text("units"), StringComparer.Ordinal))
            ?? candidates.FirstOrDefault(v => v.Name == name || v.Name == shortName)
            ?? throw new InvalidDataException($"The file has no one-dimensional {name}.");
    }
}
