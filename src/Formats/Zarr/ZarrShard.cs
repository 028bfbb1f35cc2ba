using System.Buffers.Binary;

namespace Slams.Formats.Zarr;

/// <summary>
/// One shard: the chunks one after the other, then the index, offset and length of each as little-endian 64-bit integers followed by
/// their CRC-32C. All bits set mark a chunk that is absent. Zarr v3, codec <c>sharding_indexed</c>, index at the end.
/// </summary>
internal static class ZarrShard
{
    private const ulong Absent = ulong.MaxValue;

    /// <summary>The bytes of a shard; null chunks are absent.</summary>
    public static byte[] Encode(IReadOnlyList<byte[]?> chunks)
    {
        var indexLength = IndexLength(chunks.Count);
        var shard = new byte[chunks.Sum(chunk => chunk?.Length ?? 0) + indexLength];
        var index = shard.AsSpan(shard.Length - indexLength);
        var offset = 0;
        for (var i = 0; i < chunks.Count; i++)
        {
            var chunk = chunks[i];
            chunk?.CopyTo(shard, offset);
            BinaryPrimitives.WriteUInt64LittleEndian(index[(16 * i)..], chunk is null ? Absent : (ulong)offset);
            BinaryPrimitives.WriteUInt64LittleEndian(index[((16 * i) + 8)..], chunk is null ? Absent : (ulong)chunk.Length);
            offset += chunk?.Length ?? 0;
        }

        Crc32C.Seal(index);
        return shard;
    }

    /// <summary>The chunks of a shard; null where absent.</summary>
    /// <exception cref="InvalidDataException">The index does not fit, or its checksum is wrong.</exception>
    public static byte[]?[] Decode(ReadOnlySpan<byte> shard, int count)
    {
        var indexLength = IndexLength(count);
        if (shard.Length < indexLength)
        {
            throw new InvalidDataException($"A shard of {shard.Length} bytes is shorter than its index of {indexLength}.");
        }

        var index = Crc32C.Open(shard[^indexLength..], "The index of a shard");
        var chunks = new byte[]?[count];
        for (var i = 0; i < count; i++)
        {
            var offset = BinaryPrimitives.ReadUInt64LittleEndian(index[(16 * i)..]);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(index[((16 * i) + 8)..]);
            if (offset == Absent && length == Absent)
            {
                continue;
            }

            if (length > (ulong)shard.Length || offset > (ulong)shard.Length - length)
            {
                throw new InvalidDataException($"Chunk {i} of a shard lies outside of it.");
            }

            chunks[i] = shard.Slice((int)offset, (int)length).ToArray();
        }

        return chunks;
    }

    private static int IndexLength(int count) => (16 * count) + Crc32C.Length;
}
