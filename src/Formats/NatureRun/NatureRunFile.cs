using System.Globalization;
using PureHDF;
using PureHDF.Selections;
using Slams.Core.Grids;

namespace Slams.Formats.NatureRun;

/// <summary>
/// A nature run (simulated truth) in CF netCDF-4: packed variables <c>t(time,plev,lat,lon)</c>, <c>t2m</c>, <c>olr</c> and
/// <c>pr</c> <c>(time,lat,lon)</c>, hours since a reference date. Values are unpacked to K, W m-2 and kg m-2.
/// </summary>
public sealed class NatureRunFile : IDisposable
{
    private readonly PureHDF.VOL.Native.NativeFile _file;

    private NatureRunFile(PureHDF.VOL.Native.NativeFile file, StateGrid grid, IReadOnlyList<DateTimeOffset> times)
    {
        _file = file;
        Grid = grid;
        Times = times;
    }

    /// <summary>Grid and levels (Pa, top first).</summary>
    public StateGrid Grid { get; }

    /// <summary>Times of the states, UTC. Steps may be missing between blocks.</summary>
    public IReadOnlyList<DateTimeOffset> Times { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    public static NatureRunFile Open(string path)
    {
        var file = H5File.OpenRead(path);
        try
        {
            var grid = new LatLonGrid(
                [.. file.Dataset("lat").Read<float[]>().Select(v => (double)v)], [.. file.Dataset("lon").Read<float[]>().Select(v => (double)v)]);
            var levels = file.Dataset("plev").Read<float[]>().Select(v => v * 100.0).ToArray();
            return new NatureRunFile(file, new StateGrid(grid, levels), ReadTimes(file.Dataset("time")));
        }
        catch (Exception exception) when (exception is not InvalidDataException)
        {
            file.Dispose();
            throw new InvalidDataException($"'{path}' is not a nature-run file: {exception.Message}", exception);
        }
    }

    /// <summary>Reads consecutive states of one variable, row-major with time first.</summary>
    public float[] Read(string variable, int start, int count)
    {
        var dataset = _file.Dataset(variable);
        var dimensions = dataset.Space.Dimensions;
        var starts = new ulong[dimensions.Length];
        var counts = (ulong[])dimensions.Clone();
        starts[0] = (ulong)start;
        counts[0] = (ulong)count;
        var selection = new HyperslabSelection(dimensions.Length, starts, counts);
        var total = counts.Aggregate(1UL, (a, b) => a * b);
        var scale = Attribute(dataset, "scale_factor", 1f);
        var offset = Attribute(dataset, "add_offset", 0f);
        return dataset.Type.Size == 1
            ? Unpack(dataset.Read<byte[]>(selection, memoryDims: [total]), v => v, scale, offset)
            : Unpack(dataset.Read<short[]>(selection, memoryDims: [total]), v => v, scale, offset);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static float[] Unpack<T>(T[] packed, Func<T, float> widen, float scale, float offset)
    {
        var values = new float[packed.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (widen(packed[i]) * scale) + offset;
        }

        return values;
    }

    private static float Attribute(IH5Dataset dataset, string name, float fallback) =>
        dataset.AttributeExists(name) ? dataset.Attribute(name).Read<float[]>()[0] : fallback;

    private static DateTimeOffset[] ReadTimes(IH5Dataset dataset)
    {
        const string prefix = "hours since ";
        var units = dataset.Attribute("units").Read<string>();
        if (!units.StartsWith(prefix, StringComparison.Ordinal)
            || !DateTimeOffset.TryParse(units[prefix.Length..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var origin))
        {
            throw new InvalidDataException($"Time units '{units}' are not hours since a date.");
        }

        return [.. dataset.Read<double[]>().Select(hours => origin.AddHours(hours))];
    }
}
