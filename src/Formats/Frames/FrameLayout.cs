using Slams.Core.Observations;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames;

/// <summary>The flux variable of a file and its axes, checked.</summary>
internal sealed record FrameLayout
{
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
        var flux = MeasuredVariable.Of(file, FrameQuantity.OutgoingLongwaveFlux).Variable;
        var latitude = FindAxis(file, CfCoordinate.Latitude);
        var longitude = FindAxis(file, CfCoordinate.Longitude);
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

    private static IGridVariable FindAxis(IGridFile file, CfCoordinate coordinate) =>
        file.Variables.Where(v => v.Shape.Count == 1 && coordinate.Is(v)).OrderBy(v => coordinate.IsNamed(v) ? 0 : 1).FirstOrDefault() is { Shape: [<= 1_000_000] } found
            ? found
            : throw new InvalidDataException($"The file has no one-dimensional {coordinate.StandardName}.");

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
