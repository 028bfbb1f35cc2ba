using FsCheck.Xunit;
using Slams.Formats.Zarr;

namespace Slams.Formats.Tests.Zarr;

public sealed class ZarrShardProperties
{
    [Property]
    public void Chunks_come_back_present_or_absent(byte[]?[] chunks) =>
        Assert.Equal(chunks, ZarrShard.Decode(ZarrShard.Encode(chunks), chunks.Length));

    [Property]
    public void A_flipped_bit_of_the_index_is_found(byte[]?[] chunks, byte where)
    {
        var shard = ZarrShard.Encode(chunks);
        shard[shard.Length - 1 - (where % ((16 * chunks.Length) + 4))] ^= 1;

        Assert.Throws<InvalidDataException>(() => ZarrShard.Decode(shard, chunks.Length));
    }
}
