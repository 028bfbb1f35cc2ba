using System.Text;
using FsCheck.Xunit;
using Slams.Formats.Zarr;

namespace Slams.Formats.Tests.Zarr;

public sealed class ZarrFieldsProperties
{
    [Property]
    public void Values_come_back(float[] values, bool checksummed) =>
        Assert.Equal(values, ZarrFields.Unpack<float>(ZarrFields.Pack<float>(values, checksummed), values.Length, checksummed));

    [Property]
    public void A_flipped_bit_of_a_chunk_is_found(float[] values, ushort where, byte bit)
    {
        var chunk = ZarrFields.Pack<float>(values, checksummed: true);
        chunk[where % chunk.Length] ^= (byte)(1 << (bit % 8));

        Assert.Contains(
            "wrong checksum",
            Assert.Throws<InvalidDataException>(() => ZarrFields.Unpack<float>(chunk, values.Length, checksummed: true)).Message, StringComparison.Ordinal);
    }

    /// <summary>The check value that catalogues of CRCs give.</summary>
    [Fact]
    public void The_checksum_is_CRC_32C() => Assert.Equal(0xE3069283, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));
}
