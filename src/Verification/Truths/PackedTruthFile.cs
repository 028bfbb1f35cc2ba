using Slams.Formats.NetCdf;

namespace Slams.Verification.Truths;

/// <summary>
/// Writes the temperatures of a truth as CF netCDF classic, packed to 16 bits: what a comparison needs, small enough
/// to travel with a sample.
/// </summary>
public static class PackedTruthFile
{
    internal const string TimePrefix = "hours since 1970-01-01 00:00:00";
    private const float Scale = 0.1f, Offset = 250;

    /// <summary>Writes chosen states.</summary>
    /// <param name="path">File to write, gzipped when its name ends with <c>.gz</c>.</param>
    /// <param name="truth">The truth.</param>
    /// <param name="timeIndices">States to write, ascending.</param>
    /// <param name="title">CF title.</param>
    public static void Write(string path, ITemperatureTruth truth, IReadOnlyList<int> timeIndices, string title)
    {
        var grid = truth.Grid;
        var packed = new short[timeIndices.Count * grid.ValueCount];
        for (var i = 0; i < timeIndices.Count; i++)
        {
            var values = truth.TemperatureK(timeIndices[i]);
            for (var j = 0; j < values.Length; j++)
            {
                packed[(i * values.Length) + j] = checked((short)MathF.Round((values[j] - Offset) / Scale));
            }
        }

        var hours = timeIndices.Select(index => (truth.Times[index] - DateTimeOffset.UnixEpoch).TotalHours).ToArray();
        var writer = new NetCdfWriter()
            .AddDimension("time", hours.Length)
            .AddDimension("plev", grid.PressureLevelsPa.Count)
            .AddDimension("lat", grid.Horizontal.Rows)
            .AddDimension("lon", grid.Horizontal.Columns)
            .AddAttributes(Text("Conventions", "CF-1.11"), Text("title", title))
            .AddVariable(
                "time", ["time"], NetCdfData.Of(hours), Text("standard_name", "time"), Text("units", TimePrefix),
                Text("calendar", "standard"))
            .AddVariable(
                "plev", ["plev"], NetCdfData.Of(grid.PressureLevelsPa.ToArray()), Text("standard_name", "air_pressure"), Text("units", "Pa"),
                Text("positive", "down"))
            .AddVariable(
                "lat", ["lat"], NetCdfData.Of(grid.Horizontal.LatitudesDegrees.ToArray()), Text("standard_name", "latitude"),
                Text("units", "degrees_north"))
            .AddVariable(
                "lon", ["lon"], NetCdfData.Of(grid.Horizontal.LongitudesDegrees.ToArray()), Text("standard_name", "longitude"),
                Text("units", "degrees_east"))
            .AddVariable(
                "t", ["time", "plev", "lat", "lon"], NetCdfData.Of(packed), Text("standard_name", "air_temperature"), Text("units", "K"),
                NetCdfAttribute.OfNumbers("scale_factor", NetCdfType.Float, Scale),
                NetCdfAttribute.OfNumbers("add_offset", NetCdfType.Float, Offset));
        using var file = GzipFile.Create(path);
        writer.WriteTo(file);
    }

    private static NetCdfAttribute Text(string name, string text) => NetCdfAttribute.OfText(name, text);
}
