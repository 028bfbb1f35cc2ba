namespace Slams.Formats.Grib;

/// <summary>What stands at a place of a GRIB file. Exactly one of the two is set.</summary>
/// <param name="Field">A field.</param>
/// <param name="Problem">Why a message, or the rest of one, cannot be read.</param>
internal readonly record struct GribFound(GribField? Field, string? Problem);
