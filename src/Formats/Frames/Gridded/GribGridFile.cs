using Slams.Formats.Grib;

namespace Slams.Formats.Frames.Gridded;

/// <summary>
/// The fields of outgoing longwave flux of a GRIB edition 2 file as a grid file: one variable whose steps are the fields in their order, its axes and its
/// times. A field that cannot be used, or lies on another grid than the first, is a step that cannot be read.
/// </summary>
/// <param name="stream">A seekable stream, which is disposed of.</param>
/// <param name="mostPoints">Points of a grid at most.</param>
/// <exception cref="InvalidDataException">It holds no such field.</exception>
internal sealed class GribGridFile(Stream stream, long mostPoints) : IGridFile
{
    /// <summary>The fields, each on its grid.</summary>
    public GribFlux Flux { get; } = new(stream, mostPoints);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The grid is one that is not read, or a reduced one, which has no axis of longitudes.</exception>
    public IReadOnlyList<IGridVariable> Variables => field ??= View(Flux.FirstGrid);

    /// <summary>Its platform is the centre: GRIB names no satellite for fields of analyses and forecasts.</summary>
    public string? Text(string attribute) => attribute == "platform" ? Platform(0) : null;

    /// <summary>The platform of a field.</summary>
    public string Platform(int step) => FormattableString.Invariant($"grib-{Flux.Centre(step)}");

    public void Dispose() => stream.Dispose();

    private IReadOnlyList<IGridVariable> View(GribGrid grid) => grid.Reduced is not null
        ? throw new InvalidDataException("The grid is a reduced one, of rows with different numbers of points: it has no axis of longitudes.")
        : [new FluxVariable(Flux, grid), new Axis("latitude", "degrees_north", grid.Latitudes), new Axis("longitude", "degrees_east", grid.Longitudes), new Times(Flux)];

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

        public double[] ReadUnpackedDoubles(long start, long count) => Array.ConvertAll(ReadUnpacked(start, count), value => (double)value);
    }

    private sealed class Axis(string name, string units, double[] values) : Variable(name, [values.Length], [name])
    {
        public override string? Text(string attribute) => attribute switch { "standard_name" => Name, "units" => units, _ => null };

        public override double[] ReadAll() => values;
    }

    private sealed class Times(GribFlux flux) : Variable("time", [flux.Count], ["time"])
    {
        // NaN: of a time that is none.
        public override double[] ReadAll() =>
            [.. Enumerable.Range(0, flux.Count).Select(step => flux.Time(step) is { } time ? (time - DateTimeOffset.UnixEpoch).TotalSeconds : double.NaN)];

        public override string? Text(string attribute) => attribute switch { "standard_name" => "time", "units" => "seconds since 1970-01-01 00:00:00", _ => null };
    }

    private sealed class FluxVariable(GribFlux flux, GribGrid grid) : Variable(
        "outgoing longwave flux",
        grid.Transposed ? [flux.Count, grid.Longitudes.Length, grid.Latitudes.Length] : [flux.Count, grid.Latitudes.Length, grid.Longitudes.Length],
        grid.Transposed ? ["time", "longitude", "latitude"] : ["time", "latitude", "longitude"])
    {
        public override string? Text(string attribute) => attribute switch { "standard_name" => "toa_outgoing_longwave_flux", "units" => "W m-2", _ => null };

        public override double[] ReadAll() => Array.ConvertAll(ReadUnpacked(null), value => (double)value);

        public override float[] ReadUnpacked(long? row) => row is { } one ? Read(checked((int)one)) : ReadUnpacked(0, Shape[0]);

        public override float[] ReadUnpacked(long start, long count) => [.. Enumerable.Range(0, checked((int)count)).SelectMany(step => Read(checked((int)start + step)))];

        private float[] Read(int step)
        {
            var (own, values) = flux.Read(step);
            return own.SameAs(grid)
                ? values
                : throw new InvalidDataException($"Field {step + 1} of outgoing longwave flux is on another grid than the first.");
        }
    }
}
