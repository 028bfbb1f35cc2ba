using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames;

/// <summary>How CF variables say that they are latitudes or longitudes: by standard name, or by units (CF-1.11, 4.1 and 4.2).</summary>
/// <param name="StandardName">The standard name.</param>
/// <param name="Units">Units that say the same.</param>
internal sealed record CfCoordinate(string StandardName, IReadOnlyList<string> Units)
{
    public static readonly CfCoordinate Latitude = new(
        "latitude", ["degrees_north", "degree_north", "degrees_N", "degree_N", "degreesN", "degreeN"]);

    public static readonly CfCoordinate Longitude = new(
        "longitude", ["degrees_east", "degree_east", "degrees_E", "degree_E", "degreesE", "degreeE"]);

    /// <summary>Whether a variable is one.</summary>
    public bool Is(IGridVariable variable) => IsNamed(variable) || Units.Contains(variable.Text("units"));

    /// <summary>Whether it has the standard name, which says more than units.</summary>
    public bool IsNamed(IGridVariable variable) => variable.Text("standard_name") == StandardName;
}
