using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Slams.Formats.NetCdf;

/// <summary>Parses the header of a classic file and holds every extent against the length of the file.</summary>
internal sealed class NetCdfHeaderReader
{
    // Headers of real files are kilobytes; the limit bounds memory on hostile ones.
    private const long HeaderLimit = 64L << 20;
    private const int DimensionTag = 10, VariableTag = 11, AttributeTag = 12;
    private const int MaximumRank = 64;

    private readonly Stream _stream;
    private readonly long _length;
    private readonly bool _wideOffsets;

    private NetCdfHeaderReader(Stream stream, bool wideOffsets)
    {
        _stream = stream;
        _length = stream.Length;
        _wideOffsets = wideOffsets;
    }

    private long Remaining => Math.Min(_length, HeaderLimit) - _stream.Position;

    public static NetCdfHeader Read(Stream stream)
    {
        Span<byte> magic = stackalloc byte[4];
        stream.Position = 0;
        var got = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (!NetCdfFile.Recognises(magic[..got]))
        {
            throw new InvalidDataException(got switch
            {
                0 => "The file is empty.",
                < 4 => "The file ends within its first four bytes.",
                _ when magic is [0x89, (byte)'H', (byte)'D', (byte)'F'] => "The file is HDF5 (netCDF-4), not netCDF classic.",
                _ when magic[..3].SequenceEqual("CDF"u8) => $"netCDF classic version {magic[3]} is not supported (1 and 2 are).",
                _ => "The file does not start like netCDF classic.",
            });
        }

        return new NetCdfHeaderReader(stream, magic[3] == 2).ReadBody();
    }

    private NetCdfHeader ReadBody()
    {
        // -1 marks a file whose writer did not know the number of records when it started.
        var records = ReadInt32("the number of records");
        if (records < -1)
        {
            throw new InvalidDataException($"The number of records is {records}.");
        }

        var dimensions = ReadList(DimensionTag, 8, "dimension", ReadDimension);
        var attributes = new NetCdfAttributeCollection(ReadList(AttributeTag, 12, "global attribute", ReadAttribute));
        var variables = ReadList(VariableTag, 28, "variable", () => ReadVariable(dimensions));
        return NetCdfLayout.Resolve(new NetCdfHeader(dimensions, attributes, variables), records, _stream.Position, _length);
    }

    private NetCdfDimension ReadDimension()
    {
        var name = ReadName("a dimension's name");
        var length = ReadInt32($"the length of dimension '{name}'");
        return length >= 0
            ? new NetCdfDimension(name, length, IsRecord: length == 0)
            : throw new InvalidDataException($"Dimension '{name}' has length {length}.");
    }

    private NetCdfAttribute ReadAttribute()
    {
        var name = ReadName("an attribute's name");
        var type = ReadType($"attribute '{name}'");
        var count = ReadInt32($"the length of attribute '{name}'");
        if (count < 0)
        {
            throw new InvalidDataException($"Attribute '{name}' has length {count}.");
        }

        var bytes = ReadBytes((long)count * NetCdfTypes.SizeOf(type), $"attribute '{name}'");
        if (type == NetCdfType.Char)
        {
            return NetCdfAttribute.OfText(name, NetCdfFile.DecodeText(bytes));
        }

        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = Number(type, bytes.AsSpan(i * NetCdfTypes.SizeOf(type)));
        }

        return NetCdfAttribute.OfNumbers(name, type, numbers);
    }

    private NetCdfVariable ReadVariable(NetCdfDimension[] dimensions)
    {
        var name = ReadName("a variable's name");
        var rank = ReadInt32($"the rank of variable '{name}'");
        if (rank is < 0 or > MaximumRank)
        {
            throw new InvalidDataException($"Variable '{name}' has rank {rank}.");
        }

        var shape = new NetCdfDimension[rank];
        for (var i = 0; i < rank; i++)
        {
            var id = ReadInt32($"the dimensions of variable '{name}'");
            if (id < 0 || id >= dimensions.Length || (i > 0 && dimensions[id].IsRecord))
            {
                throw new InvalidDataException($"Variable '{name}' has an impossible dimension ({id}) in place {i}.");
            }

            shape[i] = dimensions[id];
        }

        var attributes = new NetCdfAttributeCollection(ReadList(AttributeTag, 12, $"attribute of '{name}'", ReadAttribute));
        var type = ReadType($"variable '{name}'");
        // The stored size overflows for large variables and says nothing that the shape does not.
        _ = ReadInt32($"the size of variable '{name}'");
        var begin = _wideOffsets ? ReadInt64($"the offset of variable '{name}'") : ReadInt32($"the offset of variable '{name}'");
        return new NetCdfVariable(name, type, shape, attributes, begin);
    }

    private T[] ReadList<T>(int tag, int smallest, string what, Func<T> read)
    {
        var found = ReadInt32($"the list of {what}s");
        var count = ReadInt32($"the list of {what}s");
        if (found == 0 && count == 0)
        {
            return [];
        }

        if (found != tag || count < 0)
        {
            throw new InvalidDataException($"The list of {what}s is damaged (tag {found}, count {count}).");
        }

        if ((long)count * smallest > Remaining)
        {
            throw Ends($"its list of {count.ToString(CultureInfo.InvariantCulture)} {what}s");
        }

        var items = new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = read();
        }

        return items;
    }

    private NetCdfType ReadType(string of)
    {
        var code = ReadInt32($"the type of {of}");
        return code is >= 1 and <= 6
            ? (NetCdfType)code
            : throw new InvalidDataException($"Type {code} of {of} is not a netCDF classic type.");
    }

    private string ReadName(string what)
    {
        var length = ReadInt32(what);
        return length is > 0 and <= 1024
            ? Encoding.UTF8.GetString(ReadBytes(length, what))
            : throw new InvalidDataException($"The length of {what} is {length}.");
    }

    private static double Number(NetCdfType type, ReadOnlySpan<byte> bytes) => type switch
    {
        NetCdfType.Byte => (sbyte)bytes[0],
        NetCdfType.Short => BinaryPrimitives.ReadInt16BigEndian(bytes),
        NetCdfType.Int => BinaryPrimitives.ReadInt32BigEndian(bytes),
        NetCdfType.Float => BinaryPrimitives.ReadSingleBigEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
    };

    private int ReadInt32(string what) => BinaryPrimitives.ReadInt32BigEndian(ReadBytes(4, what));

    private long ReadInt64(string what) => BinaryPrimitives.ReadInt64BigEndian(ReadBytes(8, what));

    private byte[] ReadBytes(long count, string what)
    {
        var padded = NetCdfTypes.Padded(count);
        if (padded > Remaining)
        {
            throw Ends(what);
        }

        var bytes = new byte[count];
        _stream.ReadExactly(bytes);
        _stream.Position += padded - count;
        return bytes;
    }

    private InvalidDataException Ends(string what) => new(_length > HeaderLimit
        ? $"The header does not end within {HeaderLimit >> 20} MiB ({what})."
        : string.Create(
            CultureInfo.InvariantCulture, $"The file is cut short: it ends after {_length} bytes, within its header ({what})."));
}
