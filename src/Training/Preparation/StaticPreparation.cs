using Slams.Core.Grids;
using Slams.Formats.Fields;

namespace Slams.Training.Preparation;

/// <summary>Orography and land fraction of the target grid from a reanalysis' own.</summary>
internal static class StaticPreparation
{
    private const double StandardGravity = 9.80665;

    /// <summary>Reads both, from one file or two.</summary>
    /// <exception cref="InvalidDataException">No file holds one of them, or it is unusable.</exception>
    public static (float[] OrographyM, float[] LandFraction) Read(IReadOnlyList<string> paths, LatLonGrid grid)
    {
        var (orography, units) = Read(paths, FieldQuery.Orography, grid);
        var perMetre = units == "m" ? 1 : StandardGravity;
        return (Array.ConvertAll(orography, v => (float)(v / perMetre)), Read(paths, FieldQuery.LandFraction, grid).Values);
    }

    private static (float[] Values, string Units) Read(IReadOnlyList<string> paths, FieldQuery query, LatLonGrid grid)
    {
        var path = paths.FirstOrDefault(p => FieldSeries.Holds(p, query))
            ?? throw new InvalidDataException($"None of {string.Join(", ", paths.Select(p => $"'{p}'"))} has {query.What}.");
        using var series = FieldSeries.Open(path, query);
        var values = new FieldReader(grid, [], blockValues: 0).Read(new FieldPlace(series, 0));
        return Array.Exists(values, float.IsNaN)
            ? throw new InvalidDataException($"'{path}', variable '{series.Variable}': it does not cover the globe.")
            : (values, series.Units);
    }
}
