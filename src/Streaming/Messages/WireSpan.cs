using System.Buffers.Binary;

namespace Slams.Streaming.Messages;

/// <summary>
/// Reads the fields of a Protobuf message one after the other. Says false to whatever is not as a writer of this project writes it;
/// the generated parser then judges the message.
/// </summary>
internal ref struct WireSpan(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool HasMore => !_rest.IsEmpty;

    /// <summary>A base-128 number of at most ten bytes.</summary>
    public bool TryNumber(out ulong number)
    {
        number = 0;
        for (var index = 0; index < 10 && index < _rest.Length; index++)
        {
            var part = _rest[index];
            if (index == 9 && part > 1)
            {
                return false;
            }

            number |= (ulong)(part & 0x7F) << (7 * index);
            if (part < 0x80)
            {
                _rest = _rest[(index + 1)..];
                return true;
            }
        }

        return false;
    }

    /// <summary>A number of 32 bits.</summary>
    public bool TryNumber(out uint number)
    {
        var read = TryNumber(out ulong whole) && whole <= uint.MaxValue;
        number = read ? (uint)whole : 0;
        return read;
    }

    /// <summary>A double of eight bytes.</summary>
    public bool TryDouble(out double? value)
    {
        value = null;
        if (!BinaryPrimitives.TryReadDoubleLittleEndian(_rest, out var read))
        {
            return false;
        }

        value = read;
        _rest = _rest[sizeof(double)..];
        return true;
    }

    /// <summary>Bytes with their length before them.</summary>
    public bool TryBytes(out ReadOnlySpan<byte> bytes)
    {
        if (!TryNumber(out ulong length) || length > (ulong)_rest.Length)
        {
            bytes = [];
            return false;
        }

        bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }
}
