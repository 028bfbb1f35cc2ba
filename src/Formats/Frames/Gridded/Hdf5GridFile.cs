using System.Numerics;
using PureHDF;
using PureHDF.Filters;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace Slams.Formats.Frames.Gridded;

/// <summary>The root group of a netCDF-4 (HDF5) file as a grid file.</summary>
internal sealed class Hdf5GridFile : IGridFile
{
    private const long MaximumChunkBytes = 512L << 20;

    private readonly NativeFile _file;

    static Hdf5GridFile() => H5Filter.Register(new Hdf5Deflate());

    public Hdf5GridFile(Stream stream)
    {
        if (Hdf5ExternalLinks.Find(stream) is { } target)
        {
            throw new InvalidDataException($"The file has a link to another file, '{target}', which is not followed.");
        }

        var content = new Hdf5Stream(stream);
        _file = BoundedHdf5Driver.Open(content);
        Hdf5SymbolicLinks.Require(_file);
        Variables = [.. _file.Children().OfType<IH5Dataset>().Select(dataset => new Variable(_file, dataset))];
        content.RequireEndOfLinks();
    }

    public IReadOnlyList<IGridVariable> Variables { get; }

    public string? Text(string attribute) => Hdf5Attributes.Text(_file, attribute);

    public void Dispose() => _file.Dispose();

    private sealed class Variable(NativeFile file, IH5Dataset dataset) : IGridVariable
    {
        private readonly ulong[] _dimensions = dataset.Space.Dimensions;
        private IReadOnlyList<string>? _names;

        public string Name => dataset.Name;

        public IReadOnlyList<long> Shape => [.. _dimensions.Select(d => (long)Math.Min(d, long.MaxValue))];

        public IReadOnlyList<string>? DimensionNames => _names ??= Hdf5Attributes.DimensionNames(file, dataset, _dimensions.Length);

        public long RowsPerChunk => Hdf5Layout.RowsPerChunk((NativeDataset)dataset);

        public string? Text(string attribute) => Hdf5Attributes.Text(dataset, attribute);

        public IReadOnlyList<double> Numbers(string attribute) => Hdf5Attributes.Numbers(dataset, attribute);

        public double[] ReadAll() => Hdf5Values.AsDoubles(dataset.Type, Read(null, _dimensions));

        public float[] ReadUnpacked(long? row) =>
            row is { } one ? ReadUnpacked(one, 1) : Unpack<float>(Read(null, _dimensions));

        public float[] ReadUnpacked(long start, long count) => Unpack<float>(Read(start, count));

        public double[] ReadUnpackedDoubles(long start, long count) => Unpack<double>(Read(start, count));

        private ReadDataset Read(long start, long count)
        {
            var starts = new ulong[_dimensions.Length];
            var counts = (ulong[])_dimensions.Clone();
            (starts[0], counts[0]) = ((ulong)start, (ulong)count);
            return Read(new HyperslabSelection(counts.Length, starts, counts), counts);
        }

        private ReadDataset Read(Selection? selection, ulong[] counts)
        {
            var native = (NativeDataset)dataset;
            Hdf5Layout.Require(native, MaximumChunkBytes);
            return new ReadDataset(native, selection, Count(counts), Hdf5Layout.BytesSideBySide(native, MaximumChunkBytes));
        }

        private static ulong Count(ulong[] dimensions) => dimensions.Aggregate(1UL, (product, d) => checked(product * d));

        private TOut[] Unpack<TOut>(ReadDataset read)
            where TOut : struct, IFloatingPointIeee754<TOut>
            => Hdf5Values.Kind(dataset.Type) switch
            {
                Hdf5Values.Number.SByte => Unpacking.Unpack<sbyte, TOut>(this, read.As<sbyte>()),
                Hdf5Values.Number.Byte => Unpacking.Unpack<byte, TOut>(this, read.As<byte>()),
                Hdf5Values.Number.Short => Unpacking.Unpack<short, TOut>(this, read.As<short>()),
                Hdf5Values.Number.UShort => Unpacking.Unpack<ushort, TOut>(this, read.As<ushort>()),
                Hdf5Values.Number.Int => Unpacking.Unpack<int, TOut>(this, read.As<int>()),
                Hdf5Values.Number.UInt => Unpacking.Unpack<uint, TOut>(this, read.As<uint>()),
                Hdf5Values.Number.Long => Unpacking.Unpack<long, TOut>(this, read.As<long>()),
                Hdf5Values.Number.ULong => Unpacking.Unpack<ulong, TOut>(this, read.As<ulong>()),
                Hdf5Values.Number.Float => Unpacking.Unpack<float, TOut>(this, read.As<float>()),
                Hdf5Values.Number.Double => Unpacking.Unpack<double, TOut>(this, read.As<double>()),
                _ => throw new InvalidDataException($"Variable '{Name}' holds no numbers of a supported type."),
            };
    }

    private sealed record ReadDataset(NativeDataset Dataset, Selection? Selection, ulong Count, ulong CacheBytes) : Hdf5Values.IReader
    {
        public T[] As<T>()
            where T : unmanaged
        {
            var access = new H5DatasetAccess(ChunkCache: new Hdf5ChunkCache(CacheBytes));
            return Dataset.Space.Dimensions.Length == 0 ? [Dataset.Read<T>(access)] : Dataset.Read<T[]>(access, Selection, memoryDims: [Count]);
        }
    }
}
