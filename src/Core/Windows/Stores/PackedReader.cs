using System.Buffers.Binary;

namespace Slams.Core.Windows.Stores;

/// <summary>Reads what <see cref="PackedWriter"/> has written.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;

    /// <summary>Bytes read.</summary>
    public int Position { get; private set; }

    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = _source[Position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    public long Signed() => PackedForms.FromZigZag(Unsigned());

    public TimeSpan Time()
    {
        var unit = PackedForms.Ticks((int)Unsigned());
        return TimeSpan.FromTicks(Signed() * unit);
    }

    public double? Number(int usual = 0)
    {
        var read = Unsigned();
        switch (read & PackedForms.FormMask)
        {
            case PackedForms.Absent:
                return null;
            case PackedForms.Single:
                Position += sizeof(float);
                return BinaryPrimitives.ReadSingleLittleEndian(_source[(Position - sizeof(float))..]);
            case PackedForms.Double:
                Position += sizeof(double);
                return BinaryPrimitives.ReadDoubleLittleEndian(_source[(Position - sizeof(double))..]);
            case var form:
                var power = PackedForms.Power((int)form - PackedForms.FirstDecimals);
                return (double)(PackedForms.FromZigZag(read >> PackedForms.FormBits) + (usual * power)) / power;
        }
    }
}
