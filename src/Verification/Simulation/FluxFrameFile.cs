using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.NetCdf;

namespace Slams.Verification.Simulation;

/// <summary>Writes a frame of outgoing longwave flux as CF netCDF classic, packed to 16 bits as satellite products are.</summary>
internal static class FluxFrameFile
{
    private const float Scale = 0.1f, Offset = 200;
    private const short Fill = short.MinValue;

    public static void Write(string path, SatelliteFrame frame, LatLonGrid grid)
    {
        var packed = Array.ConvertAll(
            frame.Values, value => float.IsNaN(value) ? Fill : checked((short)MathF.Round((value - Offset) / Scale)));
        var writer = new NetCdfWriter()
            .AddDimension("time", 1)
            .AddDimension("lat", grid.Rows)
            .AddDimension("lon", grid.Columns)
            .AddAttributes(Text("Conventions", "CF-1.11"), Text("title", "Simulated outgoing longwave flux"), Text("platform", frame.Platform))
            .AddVariable(
                "time", ["time"], NetCdfData.Of(new double[] { (frame.Time - DateTimeOffset.UnixEpoch).TotalHours }),
                Text("standard_name", "time"), Text("units", "hours since 1970-01-01 00:00:00"), Text("calendar", "standard"))
            .AddVariable(
                "lat", ["lat"], NetCdfData.Of(grid.LatitudesDegrees.ToArray()), Text("standard_name", "latitude"),
                Text("units", "degrees_north"))
            .AddVariable(
                "lon", ["lon"], NetCdfData.Of(grid.LongitudesDegrees.ToArray()), Text("standard_name", "longitude"),
                Text("units", "degrees_east"))
            .AddVariable(
                "olr", ["time", "lat", "lon"], NetCdfData.Of(packed), Text("standard_name", "toa_outgoing_longwave_flux"),
                Text("units", "W m-2"), NetCdfAttribute.OfNumbers("_FillValue", NetCdfType.Short, Fill),
                NetCdfAttribute.OfNumbers("scale_factor", NetCdfType.Float, Scale),
                NetCdfAttribute.OfNumbers("add_offset", NetCdfType.Float, Offset));
        using var file = File.Create(path);
        writer.WriteTo(file);
    }

    private static NetCdfAttribute Text(string name, string text) => NetCdfAttribute.OfText(name, text);
}
