using System.Runtime.InteropServices;
using System.Text;

namespace Slams.Formats.NetCdf;

/// <summary>
/// Reads netCDF classic and 64-bit-offset files (CDF-1, CDF-2). Nothing in the file is trusted: on opening every count and
/// extent is held against the length of the file, so what is read later can neither overrun nor ask for more than the file holds.
/// </summary>
public sealed class NetCdfFile : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;

    private NetCdfFile(Stream stream, bool leaveOpen, NetCdfHeader header)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        Dimensions = header.Dimensions;
        Attributes = header.Attributes;
        Variables = header.Variables;
    }

    /// <summary>Dimensions in file order.</summary>
    public IReadOnlyList<NetCdfDimension> Dimensions { get; }

    /// <summary>Global attributes.</summary>
    public NetCdfAttributeCollection Attributes { get; }

    /// <summary>Variables in file order.</summary>
    public IReadOnlyList<NetCdfVariable> Variables { get; }

    /// <summary>Whether bytes begin like a file that this class reads.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head.Length >= 4 && head[..3].SequenceEqual("CDF"u8) && head[3] is 1 or 2;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is not netCDF classic, is damaged or is cut short; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static NetCdfFile Open(string path) => Open(File.OpenRead(path), leaveOpen: false);

    /// <summary>Opens a seekable stream that starts with a file.</summary>
    /// <exception cref="InvalidDataException">It is not netCDF classic, is damaged or is cut short; the message says where.</exception>
    public static NetCdfFile Open(Stream stream, bool leaveOpen = false)
    {
        try
        {
            if (!stream.CanSeek)
            {
                throw new ArgumentException("A seekable stream is needed.", nameof(stream));
            }

            return new NetCdfFile(stream, leaveOpen, NetCdfHeaderReader.Read(stream));
        }
        catch when (!leaveOpen)
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>A variable by name, or null.</summary>
    public NetCdfVariable? Find(string name) => Variables.FirstOrDefault(v => v.Name == name);

    /// <summary>A variable by name.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public NetCdfVariable Require(string name) =>
        Find(name) ?? throw new InvalidDataException($"The file has no variable '{name}'.");

    /// <summary>Reads values of any numeric type as doubles, unscaled.</summary>
    /// <param name="variable">A variable of this file.</param>
    /// <param name="start">First row of the outermost dimension.</param>
    /// <param name="count">Number of rows; null reads to the end.</param>
    /// <exception cref="InvalidDataException">The variable is text, or larger than one array can hold.</exception>
    public double[] ReadDoubles(NetCdfVariable variable, long start = 0, long? count = null) => variable.Type switch
    {
        NetCdfType.Byte => Widen(Native<sbyte>(variable, start, count), v => v),
        NetCdfType.Short => Widen(Native<short>(variable, start, count), v => v),
        NetCdfType.Int => Widen(Native<int>(variable, start, count), v => v),
        NetCdfType.Float => Widen(Native<float>(variable, start, count), v => v),
        NetCdfType.Double => Native<double>(variable, start, count),
        _ => throw NotNumeric(variable),
    };

    /// <summary>Reads values of any numeric type as floats, unscaled; doubles and ints are rounded.</summary>
    /// <inheritdoc cref="ReadDoubles"/>
    public float[] ReadFloats(NetCdfVariable variable, long start = 0, long? count = null) => variable.Type == NetCdfType.Float
        ? Native<float>(variable, start, count)
        : Array.ConvertAll(ReadDoubles(variable, start, count), v => (float)v);

    /// <summary>Reads values of an integer type.</summary>
    /// <inheritdoc cref="ReadDoubles"/>
    public int[] ReadInts(NetCdfVariable variable, long start = 0, long? count = null) => variable.Type switch
    {
        NetCdfType.Byte => Array.ConvertAll(Native<sbyte>(variable, start, count), v => (int)v),
        NetCdfType.Short => Array.ConvertAll(Native<short>(variable, start, count), v => (int)v),
        NetCdfType.Int => Native<int>(variable, start, count),
        _ => throw new InvalidDataException($"Variable '{variable.Name}' of type {variable.Type} does not hold integers."),
    };

    /// <summary>Reads values of type short.</summary>
    /// <inheritdoc cref="ReadDoubles"/>
    public short[] ReadShorts(NetCdfVariable variable, long start = 0, long? count = null) => variable.Type == NetCdfType.Short
        ? Native<short>(variable, start, count)
        : throw new InvalidDataException($"Variable '{variable.Name}' of type {variable.Type} does not hold shorts.");

    /// <summary>Reads the bytes of a variable of type byte or char.</summary>
    /// <inheritdoc cref="ReadDoubles"/>
    public byte[] ReadBytes(NetCdfVariable variable, long start = 0, long? count = null) =>
        variable.Type is NetCdfType.Byte or NetCdfType.Char
            ? Native<byte>(variable, start, count)
            : throw new InvalidDataException($"Variable '{variable.Name}' of type {variable.Type} does not hold bytes.");

    /// <summary>
    /// Reads text, one string for each run of the innermost dimension, in row-major order. Text ends at the first NUL; trailing
    /// blanks are dropped.
    /// </summary>
    /// <inheritdoc cref="ReadDoubles"/>
    public string[] ReadStrings(NetCdfVariable variable, long start = 0, long? count = null)
    {
        if (variable.Type != NetCdfType.Char)
        {
            throw new InvalidDataException($"Variable '{variable.Name}' of type {variable.Type} is not text.");
        }

        // A vector of characters is one string, whatever part of it was asked for.
        var bytes = Native<byte>(variable, start, count);
        var width = variable.Dimensions.Count <= 1 ? bytes.Length : (int)variable.Dimensions[^1].Length;
        if (width == 0)
        {
            return [];
        }

        var strings = new string[bytes.Length / width];
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = DecodeText(bytes.AsSpan(i * width, width));
        }

        return strings;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    internal static string DecodeText(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString((end < 0 ? bytes : bytes[..end]).TrimEnd((byte)' '));
    }

    private static InvalidDataException NotNumeric(NetCdfVariable variable) => new($"Variable '{variable.Name}' is text, not numbers.");

    private static double[] Widen<T>(T[] values, Converter<T, double> widen) => Array.ConvertAll(values, widen);

    private T[] Native<T>(NetCdfVariable variable, long start, long? count)
        where T : unmanaged
    {
        var rows = count ?? variable.Rows - start;
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(rows, nameof(count));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, variable.Rows - start, nameof(count));
        var length = (UInt128)rows * (UInt128)variable.RowLength;
        if (length * (UInt128)Marshal.SizeOf<T>() > int.MaxValue)
        {
            throw new InvalidDataException($"Variable '{variable.Name}' is larger than 2 GiB; read it in parts.");
        }

        var values = new T[(int)length];
        Fill(variable, start, MemoryMarshal.AsBytes(values.AsSpan()));
        BigEndian.Swap<T>(values);
        return values;
    }

    private void Fill(NetCdfVariable variable, long start, Span<byte> destination)
    {
        if (destination.IsEmpty)
        {
            return;
        }

        // Rows of fixed variables, and of a lone record variable, follow each other without a gap.
        var chunk = variable.Stride == variable.RowBytes ? destination.Length : (int)variable.RowBytes;
        for (var row = start; !destination.IsEmpty; row++)
        {
            _stream.Position = variable.Begin + (row * variable.Stride);
            try
            {
                _stream.ReadExactly(destination[..chunk]);
            }
            catch (EndOfStreamException exception)
            {
                throw new InvalidDataException($"The file ends within variable '{variable.Name}'.", exception);
            }

            destination = destination[chunk..];
        }
    }
}
