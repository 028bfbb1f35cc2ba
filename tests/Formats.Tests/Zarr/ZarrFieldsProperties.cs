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

    [Property]
    public void What_is_no_chunk_is_refused(byte[] noise, bool checksummed)
    {
        byte[] chunk = [.. noise, .. checksummed ? new byte[Crc32C.Length] : []];
        if (checksummed)
        {
            Crc32C.Seal(chunk);
        }

        Assert.Throws<InvalidDataException>(() => ZarrFields.Unpack<float>(chunk, 3, checksummed));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_chunk_of_another_number_of_values_is_refused(int count) =>
        Assert.Throws<InvalidDataException>(() => ZarrFields.Unpack<float>(ZarrFields.Pack<float>([1, 2, 3], checksummed: false), count, checksummed: false));

    /// <summary>The check value that catalogues of CRCs give.</summary>
    [Fact]
    public void The_checksum_is_CRC_32C() => Assert.Equal(0xE3069283, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));
}
