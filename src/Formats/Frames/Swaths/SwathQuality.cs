using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Swaths;

/// <summary>A variable of flags of which one value means <c>good</c> (CF-1.11, 3.5).</summary>
/// <param name="Flags">The flags of the pixels.</param>
/// <param name="Good">The value that means it.</param>
internal sealed record SwathQuality(IGridVariable Flags, double Good)
{
    /// <summary>
    /// The flags that the measured variable names as ancillary, by <c>flag_values</c> and <c>flag_meanings</c>; null where it names none, or none says what
    /// is good, as masks of bits do not.
    /// </summary>
    /// <exception cref="InvalidDataException">They do not lie on the pixels.</exception>
    public static SwathQuality? Of(IGridFile file, SwathShape shape)
    {
        var named = SwathVariables.Words(shape.Measured, "ancillary_variables");
        foreach (var flags in file.Variables.Where(v => named.Contains(v.Name) && IsQuality(v.Text("standard_name"))))
        {
            var (values, meaning) = (flags.Numbers("flag_values"), Array.IndexOf(SwathVariables.Words(flags, "flag_meanings"), "good"));
            if (meaning >= 0 && meaning < values.Count)
            {
                return shape.HasPixels(flags) ? new SwathQuality(flags, values[meaning]) : throw shape.Disagrees(flags);
            }
        }

        return null;
    }

    private static bool IsQuality(string? name) =>
        name is not null && (name.EndsWith("status_flag", StringComparison.Ordinal) || name.EndsWith("quality_flag", StringComparison.Ordinal));
}
