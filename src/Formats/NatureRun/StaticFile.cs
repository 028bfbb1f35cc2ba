using Slams.Core.Grids;
using Slams.Formats.Analyses;
using Slams.Formats.Fields;
using Slams.Formats.NetCdf;

namespace Slams.Formats.NatureRun;

/// <summary>Orography and land fraction of a model's grid.</summary>
public static class StaticFile
{
    /// <summary>Reads <c>orog</c> (m) and <c>lsm</c> (0 to 1), classic or netCDF-4, row-major from the south.</summary>
    /// <exception cref="InvalidDataException">The file has no such fields, or on another grid.</exception>
    public static (float[] OrographyM, float[] LandFraction) Read(string path, LatLonGrid grid) =>
        (Read(path, FieldQuery.Orography, grid), Read(path, FieldQuery.LandFraction, grid));

    /// <summary>Writes the fields.</summary>
    public static void Write(string path, LatLonGrid grid, float[] orographyM, float[] landFraction) => AtomicFile.Write(path, stream =>
        new NetCdfWriter()
            .AddDimension(NatureRunNames.Latitude, grid.Rows).AddDimension(NatureRunNames.Longitude, grid.Columns)
            .AddAttributes(NetCdfAttribute.OfText("Conventions", "CF-1.11"))
            .AddVariable(
                NatureRunNames.Latitude, [NatureRunNames.Latitude], NetCdfData.Of(grid.LatitudesDegrees.ToArray()),
                NetCdfAttribute.OfText("standard_name", "latitude"), NetCdfAttribute.OfText("units", "degrees_north"))
            .AddVariable(
                NatureRunNames.Longitude, [NatureRunNames.Longitude], NetCdfData.Of(grid.LongitudesDegrees.ToArray()),
                NetCdfAttribute.OfText("standard_name", "longitude"), NetCdfAttribute.OfText("units", "degrees_east"))
            .AddVariable(
                NatureRunNames.Orography, [NatureRunNames.Latitude, NatureRunNames.Longitude], NetCdfData.Of(orographyM),
                NetCdfAttribute.OfText("standard_name", "surface_altitude"), NetCdfAttribute.OfText("units", "m"))
            .AddVariable(
                NatureRunNames.LandFraction, [NatureRunNames.Latitude, NatureRunNames.Longitude], NetCdfData.Of(landFraction),
                NetCdfAttribute.OfText("standard_name", "land_area_fraction"), NetCdfAttribute.OfText("units", "1"))
            .WriteTo(stream));

    private static float[] Read(string path, FieldQuery query, LatLonGrid grid)
    {
        using var series = FieldSeries.Open(path, query);
        // Single-precision axes agree to a few millionths of a degree.
        var same = series.LatitudesDegrees.Count == grid.Rows && series.LongitudesDegrees.Count == grid.Columns
            && series.LatitudesDegrees.Zip(grid.LatitudesDegrees, (a, b) => Math.Abs(a - b)).All(d => d < 1e-3)
            && series.LongitudesDegrees.Zip(grid.LongitudesDegrees, (a, b) => Math.Abs(a - b)).All(d => d < 1e-3);
        return same
            ? series.Read(0, 1)
            : throw new InvalidDataException($"'{path}', variable '{series.Variable}': its grid is not that of the states, {grid.Rows} x {grid.Columns}.");
    }
}
