using Slams.Core.Satellites;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Abi;

/// <summary>Reads the projection of an ABI file.</summary>
internal static class AbiProjection
{
    /// <exception cref="InvalidDataException">An attribute is missing or none of a satellite above the equator that sweeps along x.</exception>
    public static GeostationaryProjection Of(IGridVariable variable)
    {
        RequireText(variable, "grid_mapping_name", "geostationary");
        RequireText(variable, "sweep_angle_axis", "x");
        if (AbiVariables.Attribute(variable, "latitude_of_projection_origin") != 0)
        {
            throw new InvalidDataException("The projection's origin is not on the equator.");
        }

        try
        {
            return new GeostationaryProjection(
                AbiVariables.Attribute(variable, "longitude_of_projection_origin"), AbiVariables.Attribute(variable, "perspective_point_height"),
                AbiVariables.Attribute(variable, "semi_major_axis"), AbiVariables.Attribute(variable, "semi_minor_axis"));
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    private static void RequireText(IGridVariable variable, string attribute, string expected)
    {
        if (variable.Text(attribute) is var found && found != expected)
        {
            throw new InvalidDataException($"The projection's {attribute} is '{found ?? "missing"}', not '{expected}'.");
        }
    }
}
