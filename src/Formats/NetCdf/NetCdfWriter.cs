using System.Buffers.Binary;
using System.Text;

namespace Slams.Formats.NetCdf;

/// <summary>
/// Writes netCDF classic with 64-bit offsets (CDF-2): fixed dimensions, text and numeric attributes, variables of any rank. Bytes
/// depend on nothing but what is added. Add dimensions, attributes and variables, then call <see cref="WriteTo"/>. For a file that
/// grows, add a record dimension and record variables, then append to what <see cref="WriteTo"/> wrote with
/// <see cref="NetCdfRecords"/>.
/// </summary>
public sealed class NetCdfWriter
{
    // The format stores sizes in 32 bits and wants every variable but the last below 4 GiB.
    private const long LargestVariableBytes = (1L << 32) - 4;

    private readonly List<NetCdfDimension> _dimensions = [];
    private readonly List<NetCdfAttribute> _attributes = [];
    private readonly List<Entry> _variables = [];

    private sealed record Entry(
        string Name, int[] DimensionIds, NetCdfType Type, long Count, NetCdfData? Data, IReadOnlyList<NetCdfAttribute> Attributes)
    {
        public long Bytes => NetCdfTypes.Padded(Count * NetCdfTypes.SizeOf(Type));
    }

    /// <summary>Types and numbers of values of the record variables, in order.</summary>
    internal IReadOnlyList<(string Name, NetCdfType Type, long Count)> RecordVariables =>
        [.. _variables.Where(v => v.Data is null).Select(v => (v.Name, v.Type, v.Count))];

    /// <summary>Adds a dimension.</summary>
    /// <exception cref="ArgumentException">The name is taken or the length not positive (0 would mean unlimited).</exception>
    public NetCdfWriter AddDimension(string name, int length)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        RequireFree(_dimensions.Exists(d => d.Name == name), "dimension", name);
        _dimensions.Add(new NetCdfDimension(name, length));
        return this;
    }

    /// <summary>Adds the unlimited dimension, of which a file has at most one.</summary>
    /// <exception cref="ArgumentException">The name is taken, or there is one already.</exception>
    public NetCdfWriter AddRecordDimension(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        RequireFree(_dimensions.Exists(d => d.Name == name || d.IsRecord), "dimension", name);
        _dimensions.Add(new NetCdfDimension(name, 0, IsRecord: true));
        return this;
    }

    /// <summary>Adds a variable whose outermost dimension is the unlimited one; its values come record by record.</summary>
    /// <param name="name">Name.</param>
    /// <param name="innerDimensions">Names of the dimensions after the unlimited one.</param>
    /// <param name="type">Type of the values.</param>
    /// <param name="attributes">Attributes.</param>
    /// <exception cref="ArgumentException">The name is taken or a dimension unknown.</exception>
    public NetCdfWriter AddRecordVariable(
        string name, IReadOnlyList<string> innerDimensions, NetCdfType type, params IReadOnlyList<NetCdfAttribute> attributes)
    {
        RequireFree(_variables.Exists(v => v.Name == name), "variable", name);
        var ids = innerDimensions.Select(dimension => _dimensions.FindIndex(d => d.Name == dimension))
            .Prepend(_dimensions.FindIndex(d => d.IsRecord)).ToArray();
        if (ids.Contains(-1))
        {
            throw new ArgumentException($"Variable '{name}' has an unknown dimension.", nameof(innerDimensions));
        }

        _variables.Add(new Entry(name, ids, type, ids.Skip(1).Aggregate(1L, (product, id) => product * _dimensions[id].Length), null, attributes));
        return this;
    }

    /// <summary>Adds global attributes.</summary>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public NetCdfWriter AddAttributes(params ReadOnlySpan<NetCdfAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            RequireFree(_attributes.Exists(a => a.Name == attribute.Name), "attribute", attribute.Name);
            _attributes.Add(attribute);
        }

        return this;
    }

    /// <summary>Adds a variable with its values.</summary>
    /// <param name="name">Name.</param>
    /// <param name="dimensions">Names of added dimensions, outermost first; none for a scalar.</param>
    /// <param name="data">Values, row-major.</param>
    /// <param name="attributes">Attributes.</param>
    /// <exception cref="ArgumentException">
    /// The name is taken, a dimension unknown, or the number of values does not fit the shape.
    /// </exception>
    public NetCdfWriter AddVariable(
        string name, IReadOnlyList<string> dimensions, NetCdfData data, params IReadOnlyList<NetCdfAttribute> attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        RequireFree(_variables.Exists(v => v.Name == name), "variable", name);
        var ids = dimensions.Select(dimension => _dimensions.FindIndex(d => d.Name == dimension)).ToArray();
        if (ids.Contains(-1))
        {
            throw new ArgumentException($"Variable '{name}' has an unknown dimension.", nameof(dimensions));
        }

        var values = ids.Aggregate(1L, (product, id) => checked(product * _dimensions[id].Length));
        if (values != data.Count)
        {
            throw new ArgumentException($"Variable '{name}' has {values} places and {data.Count} values.", nameof(data));
        }

        var entry = new Entry(name, ids, data.Type, data.Count, data, attributes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.Bytes, LargestVariableBytes, nameof(data));
        _variables.Add(entry);
        return this;
    }

    /// <summary>Writes the whole file; the stream need not seek and stays open.</summary>
    public void WriteTo(Stream stream)
    {
        var begins = new long[_variables.Count];
        // The offsets do not change the length of the header, so a first pass with zeros measures it.
        var next = (long)Header(begins).Length;
        // Records come after everything of fixed size.
        foreach (var i in Enumerable.Range(0, begins.Length).OrderBy(i => _variables[i].Data is null))
        {
            begins[i] = next;
            next += _variables[i].Bytes;
        }

        stream.Write(Header(begins));
        foreach (var variable in _variables)
        {
            variable.Data?.WriteTo(stream, variable.Name);
        }
    }

    private static void RequireFree(bool taken, string kind, string name)
    {
        if (taken)
        {
            throw new ArgumentException($"There is already a {kind} '{name}'.", nameof(name));
        }
    }

    private byte[] Header(long[] begins)
    {
        var header = new MemoryStream();
        header.Write("CDF\x02"u8);
        WriteInt(header, 0);
        WriteTag(header, 10, _dimensions.Count);
        foreach (var dimension in _dimensions)
        {
            WriteName(header, dimension.Name);
            WriteInt(header, (int)dimension.Length);
        }

        WriteAttributes(header, _attributes);
        WriteTag(header, 11, _variables.Count);
        for (var i = 0; i < _variables.Count; i++)
        {
            var variable = _variables[i];
            WriteName(header, variable.Name);
            WriteInt(header, variable.DimensionIds.Length);
            Array.ForEach(variable.DimensionIds, id => WriteInt(header, id));
            WriteAttributes(header, variable.Attributes);
            WriteInt(header, (int)variable.Type);
            WriteInt(header, unchecked((int)(uint)variable.Bytes));
            BigEndian.Write(header, [begins[i]]);
        }

        return header.ToArray();
    }

    private static void WriteAttributes(MemoryStream header, IReadOnlyList<NetCdfAttribute> attributes)
    {
        WriteTag(header, 12, attributes.Count);
        foreach (var attribute in attributes)
        {
            WriteName(header, attribute.Name);
            WriteInt(header, (int)attribute.Type);
            if (attribute.IsText)
            {
                WriteName(header, attribute.Text);
                continue;
            }

            WriteInt(header, attribute.Numbers.Count);
            foreach (var number in attribute.Numbers)
            {
                WriteNumber(header, attribute.Type, number);
            }

            Pad(header);
        }
    }

    private static void WriteNumber(MemoryStream header, NetCdfType type, double number)
    {
        Span<byte> bytes = stackalloc byte[8];
        switch (type)
        {
            case NetCdfType.Byte:
                bytes[0] = (byte)(sbyte)number;
                break;
            case NetCdfType.Short:
                BinaryPrimitives.WriteInt16BigEndian(bytes, (short)number);
                break;
            case NetCdfType.Int:
                BinaryPrimitives.WriteInt32BigEndian(bytes, (int)number);
                break;
            case NetCdfType.Float:
                BinaryPrimitives.WriteSingleBigEndian(bytes, (float)number);
                break;
            default:
                BinaryPrimitives.WriteDoubleBigEndian(bytes, number);
                break;
        }

        header.Write(bytes[..NetCdfTypes.SizeOf(type)]);
    }

    /// <summary>An empty list is two zeros, whatever its kind.</summary>
    private static void WriteTag(MemoryStream header, int tag, int count)
    {
        WriteInt(header, count == 0 ? 0 : tag);
        WriteInt(header, count);
    }

    private static void WriteName(MemoryStream header, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        WriteInt(header, bytes.Length);
        header.Write(bytes);
        Pad(header);
    }

    private static void WriteInt(MemoryStream header, int value) => BigEndian.Write(header, [value]);

    private static void Pad(MemoryStream header)
    {
        while (header.Length % 4 != 0)
        {
            header.WriteByte(0);
        }
    }
}
