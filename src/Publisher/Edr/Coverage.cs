namespace Slams.Publisher.Edr;

/// <summary>Values of parameters over times, levels and one horizontal shape.</summary>
/// <param name="Shape">Its horizontal axes.</param>
/// <param name="Times">Times of analysis, ascending.</param>
/// <param name="LevelsHpa">Levels in hPa, ascending.</param>
/// <param name="Parameters">What the values are.</param>
/// <param name="Values">For each parameter in K, <c>[time, level, y, x]</c>; NaN where there is none.</param>
internal sealed record Coverage(
    ICoverageShape Shape, IReadOnlyList<DateTimeOffset> Times, IReadOnlyList<double> LevelsHpa, IReadOnlyList<EdrParameter> Parameters,
    IReadOnlyList<float[]> Values);
