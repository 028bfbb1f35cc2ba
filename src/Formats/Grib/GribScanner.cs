namespace Slams.Formats.Grib;

/// <summary>
/// Finds the fields of a GRIB edition 2 file (WMO-No. 306, FM 92); values stay where they are. A message that cannot be read costs itself, or what of it lies
/// behind the damage.
/// </summary>
internal static class GribScanner
{
    private const int StartBytes = 16, NameBytes = 4, EndBytes = 4, HeadBytes = 5;

    // What can hold a message within a damaged one is looked through, and may name one in every four bytes.
    private const int MostProblems = 1000;

    // Sections 1, 3, 4 and 5 are read whole; the longest of them lists the points of rows.
    private const int LongestHeader = 1 << 20;

    /// <summary>Whether bytes begin a GRIB message of any edition.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("GRIB"u8);

    /// <summary>Finds all fields of a seekable stream, in their order, and what stands there in place of others.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="most">Fields at most.</param>
    /// <exception cref="InvalidDataException">It has more fields.</exception>
    public static IReadOnlyList<GribFound> Find(Stream stream, long most)
    {
        var found = new List<GribFound>();
        var (at, problems) = (0L, 0);
        while (Next(stream, at) is { } start)
        {
            try
            {
                Message(stream, start, found, most, out at);
            }
            catch (InvalidDataException exception) when (found.Count < most)
            {
                found.Add(new GribFound(null, exception.Message));
                if (++problems == MostProblems)
                {
                    found.Add(new GribFound(null, FormattableString.Invariant($"{problems} messages cannot be read; what follows byte {at} is not looked at.")));
                    break;
                }
            }
        }

        return found;
    }

    // Next is where to look for the next one: behind this one, or within it where its length is not to be trusted.
    private static void Message(Stream stream, long start, List<GribFound> found, long most, out long next)
    {
        next = start + NameBytes;
        ReadOnlySpan<byte> head = Read(stream, start, StartBytes);
        if (head[7] != 2)
        {
            // Edition 1 has three bytes of length.
            next = head[7] == 1 && EndOf(stream, start, head.U32(4) & 0xFF_FFFF) is { } endOfOld ? endOfOld : next;
            throw new InvalidDataException(FormattableString.Invariant($"The message at byte {start} is of GRIB edition {head[7]}; edition 2 is read."));
        }

        var length = head.U64(9);
        if (length < StartBytes + EndBytes || length > (ulong)(stream.Length - start))
        {
            throw new InvalidDataException(FormattableString.Invariant($"The message at byte {start} claims {length} bytes; there are {stream.Length - start}."));
        }

        var end = start + (long)length;
        next = EndOf(stream, start, length) ?? next;
        Sections(stream, start + StartBytes, end - EndBytes, head.Octet(7), found, most);
        next = end;
    }

    /// <summary>Where a message ends; null where its length does not lead to the mark of an end.</summary>
    private static long? EndOf(Stream stream, long start, ulong length) =>
        length >= NameBytes + EndBytes && length <= (ulong)(stream.Length - start) && Read(stream, start + (long)length - EndBytes, EndBytes).AsSpan().SequenceEqual("7777"u8)
            ? start + (long)length
            : null;

    private static void Sections(Stream stream, long from, long to, int discipline, List<GribFound> found, long most)
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
                    if (found.Count >= most)
                    {
                        throw new InvalidDataException($"The file has more than {most} fields.");
                    }

                    ReadOnlySpan<byte> section1 = identification;
                    found.Add(new GribFound(new GribField
                    {
                        Discipline = discipline,
                        Centre = section1.U16(6),
                        Reference = GribTimes.At(section1, 13),
                        Grid = grid,
                        Product = product,
                        Packing = packing,
                        BitMap = bits,
                        Data = (at + HeadBytes, length - HeadBytes),
                    }, null));
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
