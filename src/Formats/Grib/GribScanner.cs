namespace Slams.Formats.Grib;

/// <summary>Finds the fields of a GRIB edition 2 file (WMO-No. 306, FM 92); values stay where they are.</summary>
internal static class GribScanner
{
    private const int StartBytes = 16, EndBytes = 4, HeadBytes = 5;

    // Sections 1, 3, 4 and 5 are read whole; the longest of them lists the points of rows.
    private const int LongestHeader = 1 << 20;

    /// <summary>Whether bytes begin a GRIB message of any edition.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("GRIB"u8);

    /// <summary>Finds all fields of a seekable stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="most">Fields at most.</param>
    /// <exception cref="InvalidDataException">It is damaged, of another edition, or has more fields.</exception>
    public static IReadOnlyList<GribField> Fields(Stream stream, long most)
    {
        var fields = new List<GribField>();
        var at = 0L;
        while (Next(stream, at) is { } start)
        {
            var head = Read(stream, start, StartBytes);
            if (head.AsSpan()[7] != 2)
            {
                throw new InvalidDataException(FormattableString.Invariant($"The message at byte {start} is of GRIB edition {head[7]}; edition 2 is read."));
            }

            ReadOnlySpan<byte> section0 = head;
            var length = section0.U64(9);
            if (length < StartBytes + EndBytes || length > (ulong)(stream.Length - start))
            {
                throw new InvalidDataException(FormattableString.Invariant($"The message at byte {start} claims {length} bytes; there are {stream.Length - start}."));
            }

            at = start + (long)length;
            Sections(stream, start + StartBytes, at - EndBytes, section0.Octet(7), fields, most);
        }

        return fields;
    }

    private static void Sections(Stream stream, long from, long to, int discipline, List<GribField> fields, long most)
    {
        byte[]? identification = null, grid = null, product = null, packing = null;
        (long At, long Length)? map = null, own = null;
        for (var at = from; at < to;)
        {
            if (to - at < HeadBytes)
            {
                throw Damaged(at);
            }

            ReadOnlySpan<byte> head = Read(stream, at, HeadBytes);
            var (length, number) = ((long)head.U32(1), head.Octet(5));
            if (length < HeadBytes || length > to - at)
            {
                throw Damaged(at);
            }

            switch (number)
            {
                case 1:
                    identification = Header(stream, at, length, 19);
                    break;
                case 3:
                    (grid, map) = (Header(stream, at, length, 14), null);
                    break;
                case 4:
                    product = Header(stream, at, length, 11);
                    break;
                case 5:
                    packing = Header(stream, at, length, 11);
                    break;
                case 6:
                    own = BitMap(stream, at, length, ref map);
                    break;
                case 7 when identification is not null && grid is not null && product is not null && packing is not null && own is { } bits:
                    if (fields.Count == most)
                    {
                        throw new InvalidDataException($"The file has more than {most} fields.");
                    }

                    ReadOnlySpan<byte> section1 = identification;
                    fields.Add(new GribField
                    {
                        Discipline = discipline,
                        Centre = section1.U16(6),
                        Reference = GribTimes.At(section1, 13),
                        Grid = grid,
                        Product = product,
                        Packing = packing,
                        BitMap = bits,
                        Data = (at + HeadBytes, length - HeadBytes),
                    });
                    break;
                case 2:
                    break;
                default:
                    throw Damaged(at);
            }

            at += length;
        }
    }

    // Length 0: every point has a value.
    private static (long At, long Length) BitMap(Stream stream, long at, long length, ref (long At, long Length)? before)
    {
        if (length <= HeadBytes)
        {
            throw Damaged(at);
        }

        var indicator = Read(stream, at + HeadBytes, 1)[0];
        switch (indicator)
        {
            case 255:
                return (0, 0);
            case 0:
                before = (at + HeadBytes + 1, length - HeadBytes - 1);
                return before.Value;
            case 254 when before is { } known:
                return known;
            default:
                throw new InvalidDataException(FormattableString.Invariant($"The bit map at byte {at} is one that a centre keeps to itself ({indicator})."));
        }
    }

    private static byte[] Header(Stream stream, long at, long length, int least) =>
        length >= least && length <= LongestHeader ? Read(stream, at, (int)length) : throw Damaged(at);

    private static long? Next(Stream stream, long from)
    {
        // Messages mostly follow each other; archives put headings or zeros between them.
        var window = new byte[4096];
        for (var at = from; at <= stream.Length - StartBytes; at += window.Length - 3)
        {
            stream.Position = at;
            var got = stream.ReadAtLeast(window, window.Length, throwOnEndOfStream: false);
            var found = window.AsSpan(0, got).IndexOf("GRIB"u8);
            if (found >= 0 && at + found <= stream.Length - StartBytes)
            {
                return at + found;
            }
        }

        return null;
    }

    private static byte[] Read(Stream stream, long at, int length)
    {
        var bytes = new byte[length];
        stream.Position = at;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static InvalidDataException Damaged(long at) => new(FormattableString.Invariant($"The section at byte {at} is damaged or of no kind that is known."));
}
