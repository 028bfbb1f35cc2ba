using Slams.Formats.Content;

namespace Slams.Formats.Grib;

/// <summary>
/// Unpacks the values of a field. What a field claims of itself costs four bytes for each point of its grid and no more, whatever it is packed in: counts are held against these points, whose
/// number has a limit (that of the frames), bits must be there, and groups are taken one after the other.
/// </summary>
internal static class GribValues
{
    private const int PrimaryMissing = 1, SecondaryMissing = 2;
    private const int ComplexBytes = 47, DifferencesBytes = 49;

    /// <summary>Unpacks.</summary>
    /// <param name="section5">How values are packed.</param>
    /// <param name="map">The bit map; empty where every point has a value.</param>
    /// <param name="data">Section 7 without its head.</param>
    /// <param name="points">Points of the grid.</param>
    /// <returns>A value for each point, NaN where there is none.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or packed in another way.</exception>
    public static float[] Unpack(ReadOnlySpan<byte> section5, ReadOnlySpan<byte> map, ReadOnlySpan<byte> data, int points)
    {
        var packing = GribPacking.Parse(section5);
        if (packing.Count > points || (map.IsEmpty && packing.Count != points) || (!map.IsEmpty && map.Length < (points + 7) / 8))
        {
            throw new InvalidDataException(FormattableString.Invariant($"{packing.Count} values do not go with a grid of {points} points."));
        }

        var values = new float[points];
        var packed = values.AsSpan(0, (int)packing.Count);
        switch (packing.Template)
        {
            case GribPacking.Ccsds:
                GribCcsds.Unpack(packing, section5, data, packed);
                break;
            case GribPacking.Simple:
                UnpackSimple(packing, data, packed);
                break;
            default:
                UnpackComplex(packing, section5, data, packed);
                break;
        }

        if (!map.IsEmpty)
        {
            Place(values, packed.Length, map);
        }

        return values;
    }

    private static void UnpackSimple(GribPacking packing, ReadOnlySpan<byte> data, Span<float> values)
    {
        if (packing.Bits == 0)
        {
            values.Fill((float)packing.ValueOf(0));
            return;
        }

        var bits = new BitReader(data);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)packing.ValueOf(bits.Read(packing.Bits));
        }

        Require(in bits);
    }

    private static void UnpackComplex(GribPacking packing, ReadOnlySpan<byte> section, ReadOnlySpan<byte> data, Span<float> values)
    {
        var differences = packing.Template == GribPacking.Differences;
        if (section.Length < (differences ? DifferencesBytes : ComplexBytes))
        {
            throw new InvalidDataException("How values are packed is cut short.");
        }

        var groups = section.U32(32);
        var (management, order, octets) = (section.Octet(23), differences ? section.Octet(48) : 0, differences ? section.Octet(49) : 0);
        if (groups > values.Length || management > SecondaryMissing || order > 2 || (order > 0 && octets is 0 or > 8))
        {
            throw new InvalidDataException("How values are packed is damaged.");
        }

        var first = new long[order];
        var least = 0L;
        // Some encoders name the template and take no differences.
        if (order > 0)
        {
            if (data.Length < octets * (order + 1))
            {
                throw TooShort();
            }

            for (var i = 0; i < order; i++)
            {
                first[i] = data.Signed(1 + (i * octets), octets);
            }

            least = data.Signed(1 + (order * octets), octets);
            data = data[(octets * (order + 1))..];
        }

        Groups(packing, new GribDifferences(first, least), section, data, (int)groups, management, values);
    }

    // Each list begins with an octet of its own. Nothing is kept of them but the place in each: of groups that take no bits, data of no length may state millions.
    private static void Groups(
        GribPacking packing, GribDifferences differences, ReadOnlySpan<byte> section, ReadOnlySpan<byte> data, int groups, int management, Span<float> values)
    {
        var references = new BitReader(data);
        var widths = After(references, groups, packing.Bits);
        var lengths = After(widths, groups, section.Octet(37));
        var bits = After(lengths, groups, section.Octet(47));
        var (widthReference, lengthReference, increment, last) = (section.Octet(36), section.U32(38), section.Octet(42), section.U32(43));
        var at = 0L;
        for (var group = 0; group < groups; group++)
        {
            var reference = references.Read(packing.Bits);
            var width = (long)widths.Read(section.Octet(37)) + widthReference;
            var ownLength = (long)lengths.Read(section.Octet(47));
            var length = group == groups - 1 ? last : lengthReference + (ownLength * increment);
            if (width > 32 || length > values.Length - at)
            {
                throw new InvalidDataException(FormattableString.Invariant($"Group {group + 1} of {groups} is damaged."));
            }

            for (var i = 0; i < length; i++, at++)
            {
                var stored = width == 0 ? 0 : bits.Read((int)width);
                // Of a group whose values are all alike its reference says whether they are missing.
                var (number, ones) = width == 0 ? (reference, BitReader.Ones(packing.Bits)) : (stored, BitReader.Ones((int)width));
                var missing = (management >= PrimaryMissing && number == ones) || (management == SecondaryMissing && number == ones - 1);
                values[(int)at] = missing ? float.NaN : (float)packing.ValueOf(differences.Next((long)(reference + stored)));
            }
        }

        Require(in bits);
        if (at != values.Length)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The groups have {at} of {values.Length} values."));
        }
    }

    private static BitReader After(BitReader list, int count, int width)
    {
        if (width > 32 || (long)width * count > list.Left)
        {
            throw TooShort();
        }

        list.Position = (list.Position + ((long)width * count) + 7) & ~7L;
        return list;
    }

    // From the end: what is placed lies never before what is still to be.
    private static void Place(float[] values, int count, ReadOnlySpan<byte> map)
    {
        var there = 0;
        for (var i = 0; i < values.Length; i++)
        {
            there += IsThere(map, i) ? 1 : 0;
        }

        if (there > count)
        {
            throw new InvalidDataException($"The bit map has more points than the {count} values.");
        }

        for (var i = values.Length - 1; i >= 0; i--)
        {
            values[i] = IsThere(map, i) ? values[--there] : float.NaN;
        }
    }

    private static bool IsThere(ReadOnlySpan<byte> map, int point) => (map[point >> 3] & (0x80 >> (point & 7))) != 0;

    private static void Require(in BitReader bits)
    {
        if (bits.Ended)
        {
            throw TooShort();
        }
    }

    private static InvalidDataException TooShort() => new("The values end within the field.");
}
