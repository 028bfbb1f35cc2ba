using System.Buffers.Binary;

namespace Slams.Core.Windows.Stores;

/// <summary>Writes numbers in as few bytes as they need.</summary>
/// <param name="target">Room for <see cref="MaxNumber"/> bytes a number.</param>
internal ref struct PackedWriter(Span<byte> target)
{
    /// <summary>Most bytes that a number of any kind takes.</summary>
    public const int MaxNumber = 11;

    private readonly Span<byte> _target = target;
    private int _position;

    public readonly ReadOnlySpan<byte> Written => _target[.._position];

    /// <summary>A whole number, seven bits to the byte.</summary>
    public void Unsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _target[_position++] = (byte)(value | 0x80);
        }

        _target[_position++] = (byte)value;
    }

    /// <summary>A whole number, the shorter the nearer to zero.</summary>
    public void Signed(long value) => Unsigned(PackedForms.ZigZag(value));

    /// <summary>A length of time in minutes, seconds or ticks.</summary>
    public void Time(TimeSpan value)
    {
        var unit = PackedForms.Unit(value);
        Unsigned((ulong)unit);
        Signed(value.Ticks / PackedForms.Ticks(unit));
    }

    /// <summary>A number that may be absent: by its decimals where it has few, else as single or double precision.</summary>
    /// <param name="value">The number.</param>
    /// <param name="usual">A number that many are close to; to be given again when it is read.</param>
    public void Number(double? value, int usual = 0)
    {
        if (value is not { } number)
        {
            Unsigned(PackedForms.Absent);
        }
        else if (PackedForms.TryDecimals(number, out var decimals, out var whole))
        {
            Unsigned((PackedForms.ZigZag(whole - (usual * PackedForms.Power(decimals))) << PackedForms.FormBits) | (uint)(PackedForms.FirstDecimals + decimals));
        }
        else if (BitConverter.DoubleToInt64Bits((float)number) == BitConverter.DoubleToInt64Bits(number))
        {
            Unsigned(PackedForms.Single);
            BinaryPrimitives.WriteSingleLittleEndian(_target[_position..], (float)number);
            _position += sizeof(float);
        }
        else
        {
            Unsigned(PackedForms.Double);
            BinaryPrimitives.WriteDoubleLittleEndian(_target[_position..], number);
            _position += sizeof(double);
        }
    }
}
