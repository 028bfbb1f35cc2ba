using Slams.Formats.Bufr;

namespace Slams.Formats.Grib;

/// <summary>Unpacks the values of a field. What a field claims of itself costs nothing: counts are held against the points of its grid, and bits must be there.</summary>
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

        var values = new float[(int)packing.Count];
        if (packing.Template == GribPacking.Simple)
        {
            UnpackSimple(packing, data, values);
        }
        else
        {
            UnpackComplex(packing, section5, data, values);
        }

        return map.IsEmpty ? values : Place(values, map, points);
    }

    private static void UnpackSimple(GribPacking packing, ReadOnlySpan<byte> data, float[] values)
    {
        if (packing.Bits == 0)
        {
            Array.Fill(values, (float)packing.ValueOf(0));
            return;
        }

        var bits = new BufrBits(data);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)packing.ValueOf(bits.Read(packing.Bits));
        }

        Require(in bits);
    }

    private static void UnpackComplex(GribPacking packing, ReadOnlySpan<byte> section, ReadOnlySpan<byte> data, float[] values)
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

        var numbers = Groups(packing.Bits, section, data, (int)groups, management, values.Length);
        if (order > 0)
        {
            Add(numbers, first, least);
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = numbers[i] is { } number ? (float)packing.ValueOf(number) : float.NaN;
        }
    }

    private static long?[] Groups(int referenceBits, ReadOnlySpan<byte> section, ReadOnlySpan<byte> data, int groups, int management, int count)
    {
        var bits = new BufrBits(data);
        var references = Read(ref bits, groups, referenceBits);
        var widths = Read(ref bits, groups, section.Octet(37));
        var lengths = Read(ref bits, groups, section.Octet(47));
        Require(in bits);
        var (widthReference, lengthReference, increment, last) = (section.Octet(36), section.U32(38), section.Octet(42), section.U32(43));
        var numbers = new long?[count];
        var at = 0L;
        for (var group = 0; group < groups; group++)
        {
            var width = (long)widths[group] + widthReference;
            var length = group == groups - 1 ? last : lengthReference + ((long)lengths[group] * increment);
            if (width > 32 || length > count - at)
            {
                throw new InvalidDataException(FormattableString.Invariant($"Group {group + 1} of {groups} is damaged."));
            }

            for (var i = 0; i < length; i++, at++)
            {
                var stored = width == 0 ? 0 : bits.Read((int)width);
                // Of a group whose values are all alike its reference says whether they are missing.
                var (number, ones) = width == 0 ? (references[group], BufrBits.Ones(referenceBits)) : (stored, BufrBits.Ones((int)width));
                var missing = (management >= PrimaryMissing && number == ones) || (management == SecondaryMissing && number == ones - 1);
                numbers[at] = missing ? null : (long)(references[group] + stored);
            }
        }

        Require(in bits);
        return at == count ? numbers : throw new InvalidDataException(FormattableString.Invariant($"The groups have {at} of {count} values."));
    }

    private static ulong[] Read(ref BufrBits bits, int count, int width)
    {
        if (width > 32 || (long)width * count > bits.Left)
        {
            throw TooShort();
        }

        var numbers = new ulong[count];
        for (var i = 0; i < count && width > 0; i++)
        {
            numbers[i] = bits.Read(width);
        }

        // Each list begins with an octet of its own.
        bits.Position = (bits.Position + 7) & ~7L;
        return numbers;
    }

    // Regulation 92.9.4 and template 7.3: values were replaced by their differences, of first or second order, less the least of these.
    private static void Add(long?[] numbers, long[] first, long least)
    {
        var (seen, before, beforeThat) = (0, 0L, 0L);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] is not { } difference)
            {
                continue;
            }

            var number = seen < first.Length ? first[seen]
                : first.Length == 1 ? unchecked(difference + least + before)
                : unchecked(difference + least + (2 * before) - beforeThat);
            (seen, beforeThat, before) = (seen + 1, before, number);
            numbers[i] = number;
        }
    }

    private static float[] Place(float[] values, ReadOnlySpan<byte> map, int points)
    {
        var placed = new float[points];
        var next = 0;
        for (var i = 0; i < points; i++)
        {
            var there = (map[i >> 3] & (0x80 >> (i & 7))) != 0;
            if (there && next == values.Length)
            {
                throw new InvalidDataException($"The bit map has more points than the {values.Length} values.");
            }

            placed[i] = there ? values[next++] : float.NaN;
        }

        return placed;
    }

    private static void Require(in BufrBits bits)
    {
        if (bits.Ended)
        {
            throw TooShort();
        }
    }

    private static InvalidDataException TooShort() => new("The values end within the field.");
}
