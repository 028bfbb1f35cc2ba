using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Swaths;

/// <summary>What a file says of clouds in its pixels.</summary>
/// <param name="Cover">Cloud cover of the pixels.</param>
/// <param name="Overcast">Its value where all is cloud: 1, or 100 for percent.</param>
internal sealed record SwathCloud(IGridVariable Cover, float Overcast)
{
    /// <summary>The variable of standard name <c>cloud_area_fraction</c>, else <c>cloud_binary_mask</c>, on the pixels; null where there is none.</summary>
    public static SwathCloud? Of(IGridFile file, SwathShape shape) =>
        (Find(file, shape, "cloud_area_fraction") ?? Find(file, shape, "cloud_binary_mask")) is { } cover
            ? new SwathCloud(cover, cover.Text("units") is "%" or "percent" ? 100 : 1)
            : null;

    /// <summary>Clear share of a pixel by its value, 0 to 1; NaN where that is none.</summary>
    public float Clear(float value) => value >= 0 && value <= Overcast ? 1 - (value / Overcast) : float.NaN;

    private static IGridVariable? Find(IGridFile file, SwathShape shape, string standardName) =>
        file.Variables.FirstOrDefault(v => v.Text("standard_name") == standardName && shape.HasPixels(v));
}
