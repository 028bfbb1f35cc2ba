namespace Slams.Formats.Fields;

/// <summary>What to look for in a file: a variable by its usual names or its CF standard name, and its units.</summary>
/// <param name="What">What it is, for messages.</param>
/// <param name="Names">Names that data centres use, the likeliest first.</param>
/// <param name="StandardName">CF standard name, for files that name it otherwise.</param>
/// <param name="Units">Units that are accepted, without blanks and dots.</param>
/// <param name="HasLevels">Whether it lies on pressure levels.</param>
public sealed record FieldQuery(string What, IReadOnlyList<string> Names, string StandardName, IReadOnlyList<string> Units, bool HasLevels)
{
    private static readonly string[] Kelvin = ["K", "kelvin", "degK", "Kelvin"];

    /// <summary>Air temperature on pressure levels.</summary>
    public static FieldQuery Temperature { get; } = new("air temperature on pressure levels", ["t", "ta", "air"], "air_temperature", Kelvin, true);

    /// <summary>Near-surface air temperature.</summary>
    public static FieldQuery NearSurfaceTemperature { get; } =
        new("near-surface air temperature", ["t2m", "2t", "tas"], "air_temperature", Kelvin, false);

    /// <summary>Daily mean outgoing longwave radiation.</summary>
    public static FieldQuery OutgoingLongwave { get; } = new(
        "outgoing longwave radiation", ["olr", "rlut"], "toa_outgoing_longwave_flux",
        ["Wm-2", "Wm^-2", "Wm**-2", "W/m2", "W/m^2", "W/m**2"], false);

    /// <summary>Daily precipitation.</summary>
    public static FieldQuery Precipitation { get; } = new(
        "daily precipitation", ["precip", "pr", "prcp"], "lwe_precipitation_rate", ["mm", "mm/day", "mmday-1", "mmd-1", "mm/d", "kgm-2day-1"], false);

    /// <summary>Orography, or the geopotential of the ground.</summary>
    public static FieldQuery Orography { get; } = new(
        "orography", ["z", "orog", "oro", "geopotential"], "surface_altitude", ["m", "m2s-2", "m**2s**-2", "m^2s^-2", "m2/s2"], false);

    /// <summary>Land fraction.</summary>
    public static FieldQuery LandFraction { get; } =
        new("land fraction", ["lsm", "land", "sftlf"], "land_binary_mask", ["1", "(0-1)", "~", "", "dimensionless"], false);

    internal bool Accepts(string? units) => Units.Contains(Compact(units ?? ""), StringComparer.Ordinal);

    private static string Compact(string units) =>
        units.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
}
