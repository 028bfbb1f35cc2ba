using Slams.Formats.Ccsds;

namespace Slams.Formats.Grib;

/// <summary>Values of data representation template 5.42: the numbers of simple packing, compressed by CCSDS 121.0-B.</summary>
internal static class GribCcsds
{
    private const int LeastBytes = 25, MostBlock = 64;

    /// <summary>Unpacks.</summary>
    /// <param name="packing">How values are packed.</param>
    /// <param name="section">Section 5.</param>
    /// <param name="data">Section 7 without its head.</param>
    /// <param name="values">As many as are packed.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void Unpack(in GribPacking packing, ReadOnlySpan<byte> section, ReadOnlySpan<byte> data, Span<float> values)
    {
        if (packing.Bits == 0)
        {
            values.Fill((float)packing.ValueOf(0));
            return;
        }

        if (section.Length < LeastBytes)
        {
            throw new InvalidDataException("How values are packed is cut short.");
        }

        var options = CcsdsOptions.Of(packing.Bits, section.Octet(22), section.Octet(23), section.U16(24));
        var decoder = new CcsdsDecoder(options, data);
        Span<long> block = stackalloc long[MostBlock];
        block = block[..options.BlockSize];
        for (var at = 0; at < values.Length; at += block.Length)
        {
            // The last block is filled up with what stands for nothing.
            decoder.Next(block);
            for (var i = 0; i < block.Length && at + i < values.Length; i++)
            {
                values[at + i] = (float)packing.ValueOf(block[i]);
            }
        }
    }
}
