using System.Numerics;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Frames.Gridded;

/// <summary>A netCDF classic file as a grid file.</summary>
internal sealed class ClassicGridFile : IGridFile
{
    private readonly NetCdfFile _file;

    public ClassicGridFile(Stream stream)
    {
        _file = NetCdfFile.Open(stream);
        Variables = [.. _file.Variables.Select(variable => new Variable(_file, variable))];
    }

    public IReadOnlyList<IGridVariable> Variables { get; }

    public string? Text(string attribute) => _file.Attributes.Text(attribute);

    public void Dispose() => _file.Dispose();

    private sealed class Variable(NetCdfFile file, NetCdfVariable variable) : IGridVariable
    {
        public string Name => variable.Name;

        public IReadOnlyList<long> Shape { get; } = [.. variable.Dimensions.Select(d => d.Length)];

        public IReadOnlyList<string>? DimensionNames { get; } = [.. variable.Dimensions.Select(d => d.Name)];

        public long RowsPerChunk => 1;

        public string? Text(string attribute) => variable.Attributes.Text(attribute);

        public IReadOnlyList<double> Numbers(string attribute) => variable.Attributes.Find(attribute)?.Numbers ?? [];

        public double[] ReadAll() => file.ReadDoubles(variable);

        public float[] ReadUnpacked(long? row) => row is { } one ? ReadUnpacked(one, 1) : ReadUnpacked(0, variable.Rows);

        public float[] ReadUnpacked(long start, long count) => Unpack<float>(start, count);

        public double[] ReadUnpackedDoubles(long start, long count) => Unpack<double>(start, count);

        private TOut[] Unpack<TOut>(long start, long count)
            where TOut : struct, IFloatingPointIeee754<TOut>
            => variable.Type switch
            {
                NetCdfType.Byte => Unpacking.Unpack<sbyte, TOut>(this, Array.ConvertAll(file.ReadBytes(variable, start, count), v => (sbyte)v)),
                NetCdfType.Short => Unpacking.Unpack<short, TOut>(this, file.ReadShorts(variable, start, count)),
                NetCdfType.Int => Unpacking.Unpack<int, TOut>(this, file.ReadInts(variable, start, count)),
                NetCdfType.Float => Unpacking.Unpack<float, TOut>(this, file.ReadFloats(variable, start, count)),
                NetCdfType.Double => Unpacking.Unpack<double, TOut>(this, file.ReadDoubles(variable, start, count)),
                _ => throw new InvalidDataException($"Variable '{Name}' is text, not numbers."),
            };
    }
}
