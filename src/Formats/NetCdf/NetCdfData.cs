using System.Text;

namespace Slams.Formats.NetCdf;

/// <summary>Values to write: their type, their number and how to write them, so that large arrays need not be in memory at once.</summary>
public sealed class NetCdfData
{
    private readonly Func<Stream, long> _write;

    private NetCdfData(NetCdfType type, long count, Func<Stream, long> write)
    {
        Type = type;
        Count = count;
        _write = write;
    }

    /// <summary>Type of the values.</summary>
    public NetCdfType Type { get; }

    /// <summary>Number of values.</summary>
    public long Count { get; }

    /// <summary>Floats.</summary>
    public static NetCdfData Of(ReadOnlyMemory<float> values) => Array(NetCdfType.Float, values);

    /// <summary>Doubles.</summary>
    public static NetCdfData Of(ReadOnlyMemory<double> values) => Array(NetCdfType.Double, values);

    /// <summary>32-bit integers.</summary>
    public static NetCdfData Of(ReadOnlyMemory<int> values) => Array(NetCdfType.Int, values);

    /// <summary>16-bit integers.</summary>
    public static NetCdfData Of(ReadOnlyMemory<short> values) => Array(NetCdfType.Short, values);

    /// <summary>Signed bytes.</summary>
    public static NetCdfData Of(ReadOnlyMemory<sbyte> values) => Array(NetCdfType.Byte, values);

    /// <summary>Text of equal width, padded with NUL: as many rows as strings.</summary>
    /// <exception cref="ArgumentException">A string is longer than <paramref name="width"/> bytes of UTF-8.</exception>
    public static NetCdfData OfText(int width, params IReadOnlyList<string> rows)
    {
        var bytes = new byte[width * rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            if (Encoding.UTF8.GetByteCount(rows[i]) > width)
            {
                throw new ArgumentException($"'{rows[i]}' is longer than {width} bytes.", nameof(rows));
            }

            Encoding.UTF8.GetBytes(rows[i], bytes.AsSpan(i * width, width));
        }

        return Array<byte>(NetCdfType.Char, bytes);
    }

    /// <summary>Floats that are produced part by part while the file is written.</summary>
    /// <param name="count">Number of values that the parts add up to.</param>
    /// <param name="parts">The parts, in order; read once.</param>
    public static NetCdfData Of(long count, IEnumerable<ReadOnlyMemory<float>> parts) => new(NetCdfType.Float, count, stream =>
    {
        var written = 0L;
        foreach (var part in parts)
        {
            BigEndian.Write(stream, part.Span);
            written += part.Length;
        }

        return written;
    });

    /// <summary>Writes the values and their padding.</summary>
    /// <exception cref="InvalidOperationException">The parts gave more or fewer values than announced.</exception>
    internal void WriteTo(Stream stream, string variable)
    {
        var written = _write(stream);
        if (written != Count)
        {
            throw new InvalidOperationException($"Variable '{variable}' announced {Count} values and gave {written}.");
        }

        var bytes = Count * NetCdfTypes.SizeOf(Type);
        for (var pad = NetCdfTypes.Padded(bytes) - bytes; pad > 0; pad--)
        {
            stream.WriteByte(0);
        }
    }

    private static NetCdfData Array<T>(NetCdfType type, ReadOnlyMemory<T> values)
        where T : unmanaged
        => new(type, values.Length, stream =>
        {
            BigEndian.Write(stream, values.Span);
            return values.Length;
        });
}
