using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Frames;

/// <summary>
/// Writes one frame as CF-1.11 netCDF classic: outgoing longwave flux as <c>toa_outgoing_longwave_flux(time,lat,lon)</c>, other quantities
/// under their standard names likewise.
/// </summary>
public static class FrameFileWriter
{
    private const short PackedFill = short.MinValue;
    private const float Fill = 9.96921e36f;

    /// <summary>Writes a frame.</summary>
    /// <param name="stream">Destination; need not seek, stays open.</param>
    /// <param name="platform">Platform or product, for the global attribute <c>platform</c>.</param>
    /// <param name="time">Time of the frame.</param>
    /// <param name="latitudesDegrees">Row centres, ascending or descending.</param>
    /// <param name="longitudesDegrees">Column centres, ascending, any convention.</param>
    /// <param name="values">Flux in W m-2, row-major; NaN where nothing was seen.</param>
    /// <param name="packing">Packs into 16-bit integers; null writes floats.</param>
    /// <exception cref="ArgumentException">The values do not fit the axes, or do not fit the packing.</exception>
    public static void Write(
        Stream stream, string platform, DateTimeOffset time, IReadOnlyList<double> latitudesDegrees,
        IReadOnlyList<double> longitudesDegrees, ReadOnlySpan<float> values, FramePacking? packing = null)
    {
        Begin(FrameQuantity.OutgoingLongwaveFlux, platform, time, latitudesDegrees, longitudesDegrees, values, packing).WriteTo(stream);
    }

    /// <summary>
    /// Writes a frame on the grid that it was brought onto, with the share of each cell that was seen, the number of pixels and where it is known
    /// their spread and the share that was clear.
    /// </summary>
    /// <param name="stream">Destination; need not seek, stays open.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="grid">Its grid.</param>
    /// <exception cref="ArgumentException">The frame does not fit the grid.</exception>
    public static void Write(Stream stream, SatelliteFrame frame, LatLonGrid grid)
    {
        string[] dimensions = ["time", "lat", "lon"];
        var file = Begin(frame.Quantity, frame.Platform, frame.Time, grid.LatitudesDegrees, grid.LongitudesDegrees, frame.Values, null,
                Text("ancillary_variables", "valid_fraction pixel_count" + (frame.Spread is null ? "" : " pixel_spread") + (frame.ClearFraction is null ? "" : " clear_fraction")))
            .AddVariable("valid_fraction", dimensions, NetCdfData.Of(frame.ValidFraction),
                Text("long_name", "share of the cell's area that valid pixels cover"), Text("units", "1"))
            .AddVariable("pixel_count", dimensions, NetCdfData.Of(frame.SampleCount),
                Text("long_name", "number of valid pixels that touch the cell"), Text("units", "1"));
        if (frame.Spread is { } spread)
        {
            file.AddVariable("pixel_spread", dimensions, Data(spread, null),
                Text("long_name", "standard deviation of the valid pixels of the cell"), Text("units", frame.Quantity.Units()),
                NetCdfAttribute.OfNumbers("_FillValue", NetCdfType.Float, Fill));
        }

        if (frame.ClearFraction is { } clear)
        {
            file.AddVariable("clear_fraction", dimensions, Data(clear, null),
                Text("long_name", "share of the area seen that is clear of clouds"), Text("units", "1"), NetCdfAttribute.OfNumbers("_FillValue", NetCdfType.Float, Fill));
        }

        file.WriteTo(stream);
    }

    private static NetCdfWriter Begin(
        FrameQuantity quantity, string platform, DateTimeOffset time, IReadOnlyList<double> latitudesDegrees, IReadOnlyList<double> longitudesDegrees,
        ReadOnlySpan<float> values, FramePacking? packing, params ReadOnlySpan<NetCdfAttribute> more)
    {
        if (values.Length != (long)latitudesDegrees.Count * longitudesDegrees.Count)
        {
            throw new ArgumentException(
                $"Expected {latitudesDegrees.Count} x {longitudesDegrees.Count} values, got {values.Length}.", nameof(values));
        }

        return new NetCdfWriter()
            .AddDimension("time", 1).AddDimension("lat", latitudesDegrees.Count).AddDimension("lon", longitudesDegrees.Count)
            .AddAttributes(
                Text("Conventions", "CF-1.11"), Text("title", $"{Title(quantity)}, {platform}"), Text("platform", platform))
            .AddVariable("time", ["time"], NetCdfData.Of(new[] { (time - DateTimeOffset.UnixEpoch).TotalSeconds }),
                Text("standard_name", "time"), Text("units", "seconds since 1970-01-01 00:00:00"), Text("calendar", "standard"),
                Text("axis", "T"))
            .AddVariable("lat", ["lat"], NetCdfData.Of(latitudesDegrees.ToArray()),
                Text("standard_name", "latitude"), Text("units", "degrees_north"), Text("axis", "Y"))
            .AddVariable("lon", ["lon"], NetCdfData.Of(longitudesDegrees.ToArray()),
                Text("standard_name", "longitude"), Text("units", "degrees_east"), Text("axis", "X"))
            .AddVariable(quantity.StandardName(), ["time", "lat", "lon"], Data(values, packing), [.. Attributes(quantity, packing), .. more]);
    }

    private static NetCdfData Data(ReadOnlySpan<float> values, FramePacking? packing)
    {
        if (packing is null)
        {
            var floats = new float[values.Length];
            for (var i = 0; i < floats.Length; i++)
            {
                floats[i] = float.IsNaN(values[i]) ? Fill : values[i];
            }

            return NetCdfData.Of(floats);
        }

        var packed = new short[values.Length];
        for (var i = 0; i < packed.Length; i++)
        {
            packed[i] = float.IsNaN(values[i]) ? PackedFill : Pack(values[i], packing);
        }

        return NetCdfData.Of(packed);
    }

    private static short Pack(float value, FramePacking packing)
    {
        var packed = Math.Round((value - packing.AddOffset) / packing.ScaleFactor);
        return packed is > short.MinValue and <= short.MaxValue
            ? (short)packed
            : throw new ArgumentException($"A value of {value} W m-2 does not fit the packing.", nameof(value));
    }

    private static string Title(FrameQuantity quantity) =>
        quantity == FrameQuantity.OutgoingLongwaveFlux ? "Outgoing longwave radiation" : "Brightness temperature";

    private static List<NetCdfAttribute> Attributes(FrameQuantity quantity, FramePacking? packing)
    {
        List<NetCdfAttribute> attributes =
        [
            Text("standard_name", quantity.StandardName()), Text("long_name", quantity.LongName()),
            Text("units", quantity.Units()), Text("cell_methods", "area: mean"),
        ];
        if (packing is null)
        {
            attributes.Add(NetCdfAttribute.OfNumbers("_FillValue", NetCdfType.Float, Fill));
            return attributes;
        }

        attributes.Add(NetCdfAttribute.OfNumbers("_FillValue", NetCdfType.Short, PackedFill));
        attributes.Add(NetCdfAttribute.OfNumbers("scale_factor", NetCdfType.Double, packing.ScaleFactor));
        attributes.Add(NetCdfAttribute.OfNumbers("add_offset", NetCdfType.Double, packing.AddOffset));
        return attributes;
    }

    private static NetCdfAttribute Text(string name, string text) => NetCdfAttribute.OfText(name, text);
}
