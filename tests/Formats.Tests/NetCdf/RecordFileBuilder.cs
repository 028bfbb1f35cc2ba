using System.Buffers.Binary;
using System.Text;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Tests.NetCdf;

/// <summary>Puts CDF-1 files with an unlimited dimension together byte by byte, as the project's writer makes none.</summary>
internal sealed class RecordFileBuilder
{
    private readonly List<(string Name, int Length)> _dimensions = [];
    private readonly List<(string Name, NetCdfType Type, int[] Dimensions)> _variables = [];

    public RecordFileBuilder Dimension(string name, int length)
    {
        _dimensions.Add((name, length));
        return this;
    }

    public RecordFileBuilder Variable(string name, NetCdfType type, int[] dimensions)
    {
        _variables.Add((name, type, dimensions));
        return this;
    }

    public byte[] Build(int records, byte[] data)
    {
        var begin = Header(records, 0).Length;
        return [.. Header(records, begin), .. data];
    }

    private byte[] Header(int records, int begin)
    {
        var bytes = new List<byte>([.. "CDF\u0001"u8]);
        Int(bytes, records);
        Int(bytes, 10);
        Int(bytes, _dimensions.Count);
        foreach (var (name, length) in _dimensions)
        {
            Name(bytes, name);
            Int(bytes, length);
        }

        Int(bytes, 0);
        Int(bytes, 0);
        Int(bytes, 11);
        Int(bytes, _variables.Count);
        foreach (var (name, type, dimensions) in _variables)
        {
            Name(bytes, name);
            Int(bytes, dimensions.Length);
            Array.ForEach(dimensions, id => Int(bytes, id));
            Int(bytes, 0);
            Int(bytes, 0);
            Int(bytes, (int)type);
            var row = dimensions.Skip(1).Aggregate(1, (product, id) => product * _dimensions[id].Length) * Size(type);
            Int(bytes, row);
            Int(bytes, begin);
            begin += (row + 3) / 4 * 4;
        }

        return [.. bytes];
    }

    private static int Size(NetCdfType type) => type switch
    {
        NetCdfType.Byte or NetCdfType.Char => 1,
        NetCdfType.Short => 2,
        NetCdfType.Double => 8,
        _ => 4,
    };

    private static void Name(List<byte> bytes, string name)
    {
        Int(bytes, name.Length);
        bytes.AddRange(Encoding.ASCII.GetBytes(name.PadRight((name.Length + 3) / 4 * 4, '\0')));
    }

    private static void Int(List<byte> bytes, int value)
    {
        var word = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, value);
        bytes.AddRange(word);
    }
}
