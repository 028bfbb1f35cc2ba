using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames;

/// <summary>The flux variable of a file and its axes, checked.</summary>
internal sealed record FrameLayout
{
    private const string StandardName = "toa_outgoing_longwave_flux";

    public required IGridVariable Flux { get; init; }

    public required double[] Latitudes { get; init; }

    public required double[] Longitudes { get; init; }

    /// <summary>Whether values lie <c>[longitude, latitude]</c>.</summary>
    public required bool Transposed { get; init; }

    /// <summary>Time of each step; null where the file gives none that can be read.</summary>
    public required DateTimeOffset?[] Times { get; init; }

    /// <summary>Whether steps lie along the outermost dimension.</summary>
    public required bool HasTimeDimension { get; init; }

    /// <exception cref="InvalidDataException">The file holds no such field, or not on axes that can be used.</exception>
    public static FrameLayout Of(IGridFile file, FrameReadOptions options)
    {
        var flux = FindFlux(file);
        var latitude = FindAxis(file, "latitude", "degrees_north", "degree_north", "degrees_N", "degree_N", "degreesN", "degreeN");
        var longitude = FindAxis(file, "longitude", "degrees_east", "degree_east", "degrees_E", "degree_E", "degreesE", "degreeE");
        var (transposed, hasTime) = FrameDimensions.Arrange(flux, latitude, longitude);
        var steps = hasTime ? flux.Shape[0] : 1;
        var pixels = (Int128)latitude.Shape[0] * longitude.Shape[0];
        if (pixels > options.MaximumPixels || steps > options.MaximumSteps)
        {
            throw new InvalidDataException(
                $"Variable '{flux.Name}' has {steps} steps of {pixels} pixels; "
                + $"at most {options.MaximumSteps} of {options.MaximumPixels} are read.");
        }

        return new FrameLayout
        {
            Flux = flux,
            Latitudes = latitude.ReadAll(),
            Longitudes = longitude.ReadAll(),
            Transposed = transposed,
            HasTimeDimension = hasTime,
            Times = ReadTimes(file, steps),
        };
    }

    private static IGridVariable FindFlux(IGridFile file)
    {
        var found = file.Variables.Where(v => v.Text("standard_name") == StandardName).ToArray();
        if (found.Length != 1)
        {
            var others = file.Variables.Where(v => v.Shape.Count > 1).Take(5)
                .Select(v => $"{v.Name} ({v.Text("standard_name") ?? "no standard_name"})");
            throw new InvalidDataException(found.Length > 1
                ? $"The file has {found.Length} variables of standard_name {StandardName}; which one is meant is not clear."
                : $"The file has no variable of standard_name {StandardName}. It has: {string.Join(", ", others)}.");
        }

        var units = found[0].Text("units");
        return IsFluxUnit(units)
            ? found[0]
            : throw new InvalidDataException($"Variable '{found[0].Name}' is in '{units ?? "no units"}', not in W m-2.");
    }

    private static bool IsFluxUnit(string? units) =>
        units?.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal) is
        "Wm-2" or "Wm^-2" or "Wm**-2" or "W/m2" or "W/m^2" or "W/m**2" or "wattm-2" or "wattsm-2" or "Wattsm-2";

    private static IGridVariable FindAxis(IGridFile file, string standardName, params string[] units)
    {
        var found = file.Variables
            .Where(v => v.Shape.Count == 1 && IsAxis(v))
            .OrderBy(v => v.Text("standard_name") == standardName ? 0 : 1)
            .FirstOrDefault();
        return found is { Shape: [<= 1_000_000] }
            ? found
            : throw new InvalidDataException($"The file has no one-dimensional {standardName}.");

        bool IsAxis(IGridVariable v) => v.Text("standard_name") == standardName || units.Contains(v.Text("units"));
    }

    private static DateTimeOffset?[] ReadTimes(IGridFile file, long steps)
    {
        var time = file.Variables
            .Where(v => v.Shape.Count <= 1 && v.Text("units")?.Contains(" since ", StringComparison.OrdinalIgnoreCase) == true)
            .OrderBy(v => v.Text("standard_name") == "time" ? 0 : v.Name == "time" ? 1 : 2)
            .FirstOrDefault() ?? throw new InvalidDataException("The file has no time in CF units.");
        var length = time.Shape.Count == 0 ? 1 : time.Shape[0];
        if (length != steps)
        {
            throw new InvalidDataException($"Time '{time.Name}' has {length} values for {steps} steps.");
        }

        var axis = CfTimeAxis.Parse(time.Text("units"), time.Text("calendar"));
        var missing = time.Numbers("_FillValue").Concat(time.Numbers("missing_value")).ToArray();
        return Array.ConvertAll(time.ReadAll(), value => missing.Contains(value) ? null : axis.At(value));
    }
}
