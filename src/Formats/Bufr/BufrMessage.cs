using System.Buffers.Binary;

namespace Slams.Formats.Bufr;

/// <summary>One message, of edition 2, 3 or 4, with what its sections 1 and 3 say.</summary>
internal sealed record BufrMessage
{
    /// <summary>Bytes of section 0, which has the length of the whole.</summary>
    public const int StartBytes = 8;

    private const int LeastSection1 = 17, LeastSection3 = 7;

    private BufrMessage()
    {
    }

    /// <summary>Number of the master table; 0 is meteorology.</summary>
    public int MasterTable { get; private init; }

    /// <summary>Originating centre, common code table C-11.</summary>
    public int Centre { get; private init; }

    /// <summary>Its subcentre.</summary>
    public int Subcentre { get; private init; }

    /// <summary>0 for a message as first sent, else the number of the correction.</summary>
    public int UpdateNumber { get; private init; }

    /// <summary>Data category, table A.</summary>
    public int DataCategory { get; private init; }

    /// <summary>Version of the master table.</summary>
    public int MasterVersion { get; private init; }

    /// <summary>Version of the local tables of the centre.</summary>
    public int LocalVersion { get; private init; }

    /// <summary>Number of subsets.</summary>
    public int Subsets { get; private init; }

    /// <summary>Whether the subsets are stored element by element.</summary>
    public bool IsCompressed { get; private init; }

    /// <summary>Descriptors as they stand in section 3, two bytes each.</summary>
    public ReadOnlyMemory<byte> Descriptors { get; private init; }

    /// <summary>The data of section 4.</summary>
    public ReadOnlyMemory<byte> Data { get; private init; }

    /// <summary>Bytes between the last section and <c>7777</c>: none, as a rule.</summary>
    public int UnusedBytes { get; private init; }

    /// <summary>Reads the sections of a whole message.</summary>
    /// <param name="bytes">From <c>BUFR</c> to <c>7777</c>.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>The message, null when its sections do not fit together.</returns>
    public static BufrMessage? Parse(ReadOnlyMemory<byte> bytes, out string problem)
    {
        var edition = bytes.Length > StartBytes ? bytes.Span[7] : 0;
        if (edition is < 2 or > 4)
        {
            problem = $"Edition {edition} of BUFR is not read.";
            return null;
        }

        problem = "The sections of the message do not fit into it.";
        var rest = bytes[StartBytes..^4];
        if (!TryTake(ref rest, edition == 4 ? LeastSection1 + 5 : LeastSection1, out var section1))
        {
            return null;
        }

        var one = section1.Span;
        var hasSection2 = (one[edition == 4 ? 9 : 7] & 0x80) != 0;
        if ((hasSection2 && !TryTake(ref rest, 4, out _)) || !TryTake(ref rest, LeastSection3, out var section3) || !TryTake(ref rest, 4, out var section4))
        {
            return null;
        }

        problem = "";
        var three = section3.Span;
        var message = new BufrMessage
        {
            MasterTable = one[3],
            Subsets = BinaryPrimitives.ReadUInt16BigEndian(three[4..]),
            IsCompressed = (three[6] & 0x40) != 0,
            Descriptors = section3[7..(7 + ((section3.Length - 7) / 2 * 2))],
            Data = section4[4..],
            UnusedBytes = rest.Length,
        };
        return edition == 4
            ? message with
            {
                Centre = BinaryPrimitives.ReadUInt16BigEndian(one[4..]),
                Subcentre = BinaryPrimitives.ReadUInt16BigEndian(one[6..]),
                UpdateNumber = one[8],
                DataCategory = one[10],
                MasterVersion = one[13],
                LocalVersion = one[14],
            }
            : message with
            {
                Centre = edition == 3 ? one[5] : BinaryPrimitives.ReadUInt16BigEndian(one[4..]),
                Subcentre = edition == 3 ? one[4] : 0,
                UpdateNumber = one[6],
                DataCategory = one[8],
                MasterVersion = one[10],
                LocalVersion = one[11],
            };
    }

    /// <summary>The descriptors as FXXYYY.</summary>
    public int[] UnexpandedDescriptors()
    {
        var bytes = Descriptors.Span;
        var codes = new int[bytes.Length / 2];
        for (var i = 0; i < codes.Length; i++)
        {
            var (x, y) = (bytes[2 * i], bytes[(2 * i) + 1]);
            codes[i] = ((x >> 6) * 100_000) + ((x & 63) * 1000) + y;
        }

        // Sections of even length end with a byte that can pass for half a descriptor, and some encoders fill up with a whole empty one.
        return codes is [.., 0] ? codes[..^1] : codes;
    }

    private static bool TryTake(ref ReadOnlyMemory<byte> rest, int least, out ReadOnlyMemory<byte> section)
    {
        section = default;
        var length = rest.Length >= 3 ? (rest.Span[0] << 16) | (rest.Span[1] << 8) | rest.Span[2] : 0;
        if (length < least || length > rest.Length)
        {
            return false;
        }

        (section, rest) = (rest[..length], rest[length..]);
        return true;
    }
}
