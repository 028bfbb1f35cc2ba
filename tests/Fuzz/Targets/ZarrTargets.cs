using Slams.Formats.Zarr;
using Slams.Fuzz.Support;
using Slams.Streaming.Tests.Messages;

namespace Slams.Fuzz.Targets;

/// <summary>Zarr stores that go on. Of chunks and indices with a checksum it is made to fit: nothing would be found behind it.</summary>
internal static class ZarrTargets
{
    private const int Values = 64, Chunks = 4, IndexLength = (16 * Chunks) + Crc32C.Length;

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new("zarr-group", ReadGroup, exception => exception is InvalidDataException),
        new("zarr-chunk", ReadChunk, exception => exception is InvalidDataException),
        new("zarr-shard", ReadShard, exception => exception is InvalidDataException),
    ];

    private static void ReadGroup(byte[] bytes)
    {
        var storage = new MemoryStorage { ["zarr.json"] = bytes };
        Sequences.Wait(async () =>
        {
            try
            {
                await new ZarrRetention(storage, TimeSpan.FromDays(1), 2).ApplyAsync();
            }
            catch (InvalidDataException)
            {
                // It is a part of its own.
            }

            await new AnalysisZarrStore(storage).AddAsync(Samples.Analysis);
        });
    }

    private static void ReadChunk(byte[] bytes)
    {
        var checksummed = bytes.Length > 0 && bytes[0] % 2 == 1;
        byte[] chunk = [.. bytes.Skip(1), .. checksummed ? new byte[Crc32C.Length] : []];
        if (checksummed)
        {
            Crc32C.Seal(chunk);
        }

        ZarrFields.Unpack<int>(chunk, Values, checksummed);
    }

    private static void ReadShard(byte[] bytes)
    {
        byte[] shard = [.. bytes];
        if (shard.Length >= IndexLength)
        {
            Crc32C.Seal(shard.AsSpan(shard.Length - IndexLength));
        }

        foreach (var chunk in ZarrShard.Decode(shard, Chunks))
        {
            _ = chunk?.Length;
        }
    }
}
