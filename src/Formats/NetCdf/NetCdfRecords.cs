namespace Slams.Formats.NetCdf;

/// <summary>Appends records to a file whose header and fixed variables were written.</summary>
public sealed class NetCdfRecords
{
    private const int PlaceOfCount = 4;
    private readonly Stream _stream;
    private readonly IReadOnlyList<(string Name, NetCdfType Type, long Count)> _variables;

    private NetCdfRecords(Stream stream, IReadOnlyList<(string Name, NetCdfType Type, long Count)> variables)
    {
        _stream = stream;
        _variables = variables;
    }

    /// <summary>Records so far.</summary>
    public int Count { get; private set; }

    /// <summary>Writes header and fixed variables to an empty stream that can seek, ready for records.</summary>
    /// <exception cref="ArgumentException">The writer has fewer than two record variables: a lone one would be laid out otherwise.</exception>
    public static NetCdfRecords Begin(NetCdfWriter writer, Stream stream)
    {
        if (writer.RecordVariables.Count < 2)
        {
            throw new ArgumentException("At least two record variables are needed.", nameof(writer));
        }

        writer.WriteTo(stream);
        return new NetCdfRecords(stream, writer.RecordVariables);
    }

    /// <summary>Appends one record: the values of every record variable, in the order in which they were added.</summary>
    /// <exception cref="ArgumentException">The values do not fit the variables.</exception>
    public void Append(params IReadOnlyList<NetCdfData> values)
    {
        if (!values.Select(v => (v.Type, v.Count)).SequenceEqual(_variables.Select(v => (v.Type, v.Count))))
        {
            throw new ArgumentException("The values do not fit the record variables.", nameof(values));
        }

        for (var i = 0; i < values.Count; i++)
        {
            values[i].WriteTo(_stream, _variables[i].Name);
        }

        Count++;
    }

    /// <summary>Writes the number of records into the header.</summary>
    public void Complete()
    {
        var end = _stream.Position;
        _stream.Position = PlaceOfCount;
        BigEndian.Write(_stream, [Count]);
        _stream.Position = end;
    }
}
