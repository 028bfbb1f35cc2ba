using Slams.Formats.NetCdf;

namespace Slams.Formats.Tests.Stations;

/// <summary>Makes small files in the layouts of MADIS: dimensions, names, types, units and fill values are those of its definitions.</summary>
internal sealed class MadisFile
{
    public const float Fill = 3.402823e38f;

    private readonly NetCdfWriter _writer;
    private readonly List<NetCdfData> _record = [];
    private readonly List<Func<int, NetCdfData>> _values = [];
    private readonly int _count;

    public MadisFile(int count)
    {
        _count = count;
        _writer = new NetCdfWriter()
            .AddDimension("maxStaIdLen", 6).AddDimension("maxProviderIdLen", 12).AddDimension("maxStaNamLen", 5).AddDimension("maxNameLength", 51)
            .AddDimension("QCcheckNum", 10).AddDimension("maxStaticIds", 3).AddDimension("totalIdLen", 6).AddRecordDimension("recNum")
            .AddVariable("staticIds", ["maxStaticIds", "totalIdLen"], NetCdfData.OfText(6, "a", "b", "c"));
    }

    public MadisFile Text(string name, string dimension, int width, params string[] values) =>
        Add(name, [dimension], NetCdfType.Char, row => NetCdfData.OfText(width, values[row]));

    public MadisFile Letters(string name, string values) => Add(name, [], NetCdfType.Char, row => NetCdfData.OfText(1, values[row..(row + 1)]));

    public MadisFile Floats(string name, string? units, params float[] values) =>
        Add(name, [], NetCdfType.Float, row => NetCdfData.Of(values.AsMemory(row, 1)), [.. Units(units), NetCdfAttribute.OfNumbers("_FillValue", NetCdfType.Float, Fill)]);

    public MadisFile Doubles(string name, string? units, params double[] values) =>
        Add(name, [], NetCdfType.Double, row => NetCdfData.Of(values.AsMemory(row, 1)), [.. Units(units), NetCdfAttribute.OfNumbers("missing_value", NetCdfType.Double, -9999)]);

    public MadisFile Ints(string name, params int[] values) => Add(name, [], NetCdfType.Int, row => NetCdfData.Of(values.AsMemory(row, 1)));

    public byte[] Bytes()
    {
        var stream = new MemoryStream();
        var records = NetCdfRecords.Begin(_writer, stream);
        for (var row = 0; row < _count; row++)
        {
            _record.Clear();
            _record.AddRange(_values.Select(value => value(row)));
            records.Append(_record);
        }

        records.Complete();
        return stream.ToArray();
    }

    private static NetCdfAttribute[] Units(string? units) => units is null ? [] : [NetCdfAttribute.OfText("units", units)];

    private MadisFile Add(string name, string[] dimensions, NetCdfType type, Func<int, NetCdfData> value, params NetCdfAttribute[] attributes)
    {
        _writer.AddRecordVariable(name, dimensions, type, attributes);
        _values.Add(value);
        return this;
    }
}
