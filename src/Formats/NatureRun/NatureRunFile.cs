using System.Globalization;
using PureHDF;
using PureHDF.Selections;
using Slams.Core.Grids;
using Slams.Formats.Frames.Gridded;
using Slams.Formats.NetCdf;

namespace Slams.Formats.NatureRun;

/// <summary>
/// A nature run (simulated truth) in CF netCDF-4, or training years that <see cref="NatureRunWriter"/> wrote in netCDF classic: packed
/// variables <c>t(time,plev,lat,lon)</c>, <c>t2m</c>, <c>olr</c> and <c>pr</c> <c>(time,lat,lon)</c>, hours since a reference date.
/// Values are unpacked to K, W m-2 and kg m-2.
/// </summary>
public sealed class NatureRunFile : IDisposable
{
    private readonly IDisposable _file;
    private readonly Func<string, int, int, float[]> _read;

    private NatureRunFile(IDisposable file, Func<string, int, int, float[]> read, StateGrid grid, IReadOnlyList<DateTimeOffset> times)
    {
        _file = file;
        _read = read;
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
        Span<byte> head = stackalloc byte[4];
        using (var stream = File.OpenRead(path))
        {
            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }

        return NetCdfFile.Recognises(head) ? OpenClassic(path) : OpenHdf5(path);
    }

    /// <summary>Reads consecutive states of one variable, row-major with time first; NaN where a training year has no value.</summary>
    public float[] Read(string variable, int start, int count) => _read(variable, start, count);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static NatureRunFile OpenClassic(string path)
    {
        var file = new ClassicGridFile(File.OpenRead(path));
        IGridVariable Find(string name) =>
            file.Variables.FirstOrDefault(v => v.Name == name) ?? throw new InvalidDataException($"'{path}' has no variable '{name}'.");
        try
        {
            var grid = new LatLonGrid(Find(NatureRunNames.Latitude).ReadAll(), Find(NatureRunNames.Longitude).ReadAll());
            var levels = Array.ConvertAll(Find(NatureRunNames.Level).ReadAll(), v => v * 100);
            var time = Find(NatureRunNames.Time);
            return new NatureRunFile(
                file, (variable, start, count) => Find(variable).ReadUnpacked(start, count), new StateGrid(grid, levels), ReadTimes(time.Text("units"), time.ReadAll()));
        }
        catch (Exception exception)
        {
            file.Dispose();
            throw exception is InvalidDataException
                ? exception
                : new InvalidDataException($"'{path}' is not a nature-run file: {exception.Message}", exception);
        }
    }

    private static NatureRunFile OpenHdf5(string path)
    {
        var file = H5File.OpenRead(path);
        try
        {
            var grid = new LatLonGrid(
                [.. file.Dataset("lat").Read<float[]>().Select(v => (double)v)], [.. file.Dataset("lon").Read<float[]>().Select(v => (double)v)]);
            var levels = file.Dataset("plev").Read<float[]>().Select(v => v * 100.0).ToArray();
            var time = file.Dataset("time");
            var times = ReadTimes(time.Attribute("units").Read<string>(), time.Read<double[]>());
            return new NatureRunFile(file, (variable, start, count) => ReadHdf5(file.Dataset(variable), start, count), new StateGrid(grid, levels), times);
        }
        catch (Exception exception) when (exception is not InvalidDataException)
        {
            file.Dispose();
            throw new InvalidDataException($"'{path}' is not a nature-run file: {exception.Message}", exception);
        }
    }

    private static float[] ReadHdf5(IH5Dataset dataset, int start, int count)
    {
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

    private static DateTimeOffset[] ReadTimes(string? units, double[] hours)
    {
        const string prefix = "hours since ";
        return units?.StartsWith(prefix, StringComparison.Ordinal) == true
            && DateTimeOffset.TryParse(units[prefix.Length..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var origin)
            ? Array.ConvertAll(hours, origin.AddHours)
            : throw new InvalidDataException($"Time units '{units}' are not hours since a date.");
    }
}
