using Slams.Core.Grids;
using Slams.Formats.NetCdf;

namespace Slams.Formats.NatureRun;

/// <summary>
/// Writes a training year as CF netCDF classic in the layout of the nature run, state by state: <c>t(time,plev,lat,lon)</c>,
/// <c>t2m</c>, <c>olr</c> and <c>pr</c>, packed into 16 bits with a fill value where nothing is known.
/// </summary>
public sealed class NatureRunWriter
{
    private const short Fill = short.MinValue;
    private static readonly Packing Kelvin = new(0.005, 250), Flux = new(0.01, 200), Amount = new(0.01, 300);
    private readonly NetCdfRecords _records;

    private NatureRunWriter(NetCdfRecords records) => _records = records;

    /// <summary>States written so far.</summary>
    public int Count => _records.Count;

    /// <summary>Writes the head of a file.</summary>
    /// <param name="stream">An empty stream that can seek.</param>
    /// <param name="grid">Grid and levels of the states.</param>
    /// <param name="title">CF title.</param>
    /// <param name="notes">Where the data come from and what was done to them.</param>
    public static NatureRunWriter Begin(Stream stream, StateGrid grid, string title, string notes)
    {
        var writer = new NetCdfWriter()
            .AddRecordDimension(NatureRunNames.Time)
            .AddDimension(NatureRunNames.Level, grid.PressureLevelsPa.Count)
            .AddDimension(NatureRunNames.Latitude, grid.Horizontal.Rows)
            .AddDimension(NatureRunNames.Longitude, grid.Horizontal.Columns)
            .AddAttributes(Text("Conventions", "CF-1.11"), Text("title", title), Text("comment", notes))
            .AddVariable(
                NatureRunNames.Level, [NatureRunNames.Level], NetCdfData.Of(grid.PressureLevelsPa.Select(p => p / 100).ToArray()),
                Text("standard_name", "air_pressure"), Text("units", "hPa"), Text("positive", "down"))
            .AddVariable(
                NatureRunNames.Latitude, [NatureRunNames.Latitude], NetCdfData.Of(grid.Horizontal.LatitudesDegrees.ToArray()),
                Text("standard_name", "latitude"), Text("units", "degrees_north"))
            .AddVariable(
                NatureRunNames.Longitude, [NatureRunNames.Longitude], NetCdfData.Of(grid.Horizontal.LongitudesDegrees.ToArray()),
                Text("standard_name", "longitude"), Text("units", "degrees_east"))
            .AddRecordVariable(
                NatureRunNames.Time, [], NetCdfType.Double,
                Text("standard_name", "time"), Text("units", "hours since 1970-01-01 00:00:00"), Text("calendar", "standard"));
        Add(writer, NatureRunNames.Temperature, "K", "air_temperature", Kelvin, NatureRunNames.Level);
        Add(writer, NatureRunNames.NearSurfaceTemperature, "K", "air_temperature", Kelvin);
        Add(writer, NatureRunNames.OutgoingLongwave, "W m-2", "toa_outgoing_longwave_flux", Flux);
        Add(writer, NatureRunNames.Precipitation, "kg m-2", "precipitation_amount", Amount);
        return new NatureRunWriter(NetCdfRecords.Begin(writer, stream));
    }

    /// <summary>Writes one state; times ascend.</summary>
    /// <exception cref="InvalidDataException">A value is beyond what can be packed: its units are not what they seem.</exception>
    public void Append(NatureRunState state) => _records.Append(
        NetCdfData.Of(new[] { (state.Time - DateTimeOffset.UnixEpoch).TotalHours }),
        Pack(NatureRunNames.Temperature, state.TemperatureK, Kelvin), Pack(NatureRunNames.NearSurfaceTemperature, state.NearSurfaceTemperatureK, Kelvin),
        Pack(NatureRunNames.OutgoingLongwave, state.OutgoingLongwaveFlux, Flux), Pack(NatureRunNames.Precipitation, state.Precipitation6hMm, Amount));

    /// <summary>Completes the file.</summary>
    public void Complete() => _records.Complete();

    private static void Add(NetCdfWriter writer, string name, string units, string standardName, Packing packing, params string[] levels) =>
        writer.AddRecordVariable(
            name, [.. levels, NatureRunNames.Latitude, NatureRunNames.Longitude], NetCdfType.Short, Text("standard_name", standardName), Text("units", units),
            NetCdfAttribute.OfNumbers("_FillValue", NetCdfType.Short, Fill), NetCdfAttribute.OfNumbers("scale_factor", NetCdfType.Double, packing.Scale),
            NetCdfAttribute.OfNumbers("add_offset", NetCdfType.Double, packing.Offset));

    private static NetCdfData Pack(string name, float[] values, Packing packing)
    {
        var packed = new short[values.Length];
        for (var i = 0; i < packed.Length; i++)
        {
            var steps = Math.Round((values[i] - packing.Offset) / packing.Scale);
            packed[i] = double.IsNaN(steps) ? Fill
                : steps is > Fill and <= short.MaxValue ? (short)steps
                : throw new InvalidDataException($"Variable '{name}': a value of {values[i]} is beyond what can be.");
        }

        return NetCdfData.Of(packed);
    }

    private static NetCdfAttribute Text(string name, string text) => NetCdfAttribute.OfText(name, text);

    private sealed record Packing(double Scale, double Offset);
}
