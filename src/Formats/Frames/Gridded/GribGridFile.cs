using Slams.Formats.Grib;

namespace Slams.Formats.Frames.Gridded;

/// <summary>
/// The fields of outgoing longwave flux of a GRIB edition 2 file as a grid file: one variable whose steps are the fields in their order, its axes and its
/// times. What else the file holds is passed over; a field of it that cannot be used is a step that cannot be read.
/// </summary>
internal sealed class GribGridFile : IGridFile
{
    private const long MostFields = 1_000_000;

    private readonly Stream _stream;
    private readonly IReadOnlyList<GribLongwave> _fields;
    private readonly GribGrid _grid;

    /// <summary>Opens a seekable stream.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or holds no such field, or those that can be read are on different grids.</exception>
    public GribGridFile(Stream stream, long mostPoints)
    {
        _stream = stream;
        var all = GribScanner.Fields(stream, MostFields);
        _fields = [.. all.Select(GribLongwave.Of).OfType<GribLongwave>()];
        if (_fields.Count == 0)
        {
            throw new InvalidDataException(
                $"The file has no outgoing longwave flux (parameter 0-5-4 or 0-5-5 at the top of the atmosphere). It has: {string.Join(", ", all.Select(field => field.ToString()).Distinct().Take(5))}.");
        }

        var first = (_fields.FirstOrDefault(one => one.Problem is null) ?? _fields[0]).Field.Grid;
        if (_fields.Any(one => one.Problem is null && !one.Field.Grid.Span.SequenceEqual(first.Span)))
        {
            throw new InvalidDataException("The fields of outgoing longwave flux are on different grids.");
        }

        _grid = GribGrid.Parse(first.Span, mostPoints);
        Variables = [new Flux(this), new Axis("latitude", "degrees_north", _grid.Latitudes), new Axis("longitude", "degrees_east", _grid.Longitudes), new Times(this)];
    }

    public IReadOnlyList<IGridVariable> Variables { get; }

    /// <summary>Its platform is the centre: GRIB names no satellite for fields of analyses and forecasts.</summary>
    public string? Text(string attribute) => attribute == "platform" ? FormattableString.Invariant($"grib-{_fields[0].Field.Centre}") : null;

    public void Dispose() => _stream.Dispose();

    private float[] Read(long step)
    {
        var (field, _, factor, problem) = _fields[checked((int)step)];
        if (problem is not null)
        {
            throw new InvalidDataException(problem);
        }

        var values = GribValues.Unpack(field.Packing.Span, Bytes(field.BitMap), Bytes(field.Data), _grid.Count);
        if (_grid.Turning)
        {
            Straighten(values);
        }

        for (var i = 0; i < values.Length && Math.Abs(factor - 1) > 0; i++)
        {
            values[i] = (float)(values[i] * factor);
        }

        return values;
    }

    private void Straighten(float[] values)
    {
        var length = _grid.Transposed ? _grid.Latitudes.Length : _grid.Longitudes.Length;
        for (var row = length; row < values.Length; row += 2 * length)
        {
            Array.Reverse(values, row, length);
        }
    }

    private byte[] Bytes((long At, long Length) place)
    {
        var bytes = new byte[checked((int)place.Length)];
        _stream.Position = place.At;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    private abstract class Variable(string name, IReadOnlyList<long> shape, IReadOnlyList<string> dimensions) : IGridVariable
    {
        public string Name => name;

        public IReadOnlyList<long> Shape => shape;

        public IReadOnlyList<string> DimensionNames => dimensions;

        public long RowsPerChunk => 1;

        public abstract string? Text(string attribute);

        public IReadOnlyList<double> Numbers(string attribute) => [];

        public abstract double[] ReadAll();

        public virtual float[] ReadUnpacked(long? row) => Array.ConvertAll(ReadAll(), value => (float)value);

        public virtual float[] ReadUnpacked(long start, long count) => ReadUnpacked(null)[(int)start..(int)(start + count)];
    }

    private sealed class Axis(string name, string units, double[] values) : Variable(name, [values.Length], [name])
    {
        public override string? Text(string attribute) => attribute switch { "standard_name" => Name, "units" => units, _ => null };

        public override double[] ReadAll() => values;
    }

    private sealed class Times(GribGridFile file) : Variable("time", [file._fields.Count], ["time"])
    {
        // NaN: of a time that is none.
        public override double[] ReadAll() => [.. file._fields.Select(field => field.Time is { } time ? (time - DateTimeOffset.UnixEpoch).TotalSeconds : double.NaN)];

        public override string? Text(string attribute) => attribute switch { "standard_name" => "time", "units" => "seconds since 1970-01-01 00:00:00", _ => null };
    }

    private sealed class Flux(GribGridFile file) : Variable(
        "outgoing longwave flux",
        file._grid.Transposed ? [file._fields.Count, file._grid.Longitudes.Length, file._grid.Latitudes.Length] : [file._fields.Count, file._grid.Latitudes.Length, file._grid.Longitudes.Length],
        file._grid.Transposed ? ["time", "longitude", "latitude"] : ["time", "latitude", "longitude"])
    {
        public override string? Text(string attribute) => attribute switch { "standard_name" => "toa_outgoing_longwave_flux", "units" => "W m-2", _ => null };

        public override double[] ReadAll() => Array.ConvertAll(ReadUnpacked(null), value => (double)value);

        public override float[] ReadUnpacked(long? row) => row is { } one ? file.Read(one) : ReadUnpacked(0, Shape[0]);

        public override float[] ReadUnpacked(long start, long count) => [.. Enumerable.Range(0, checked((int)count)).SelectMany(step => file.Read(start + step))];
    }
}
