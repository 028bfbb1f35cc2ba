using System.Text;
using System.Text.Json.Nodes;

namespace Slams.Formats.Zarr;

/// <summary>
/// Takes old cycles out of a store of analyses, whole shards at a time. The axis of time stays as it is: what was removed reads as the fill value,
/// NaN, as does every chunk of a Zarr v3 array that is not there, and its revision is -3. The revisions say so before a shard goes, and the group
/// has <see cref="Attribute"/> after that: a process that is killed in between is followed by one that removes the same again.
/// </summary>
/// <param name="storage">Where the store lies.</param>
/// <param name="age">How much older than the newest cycle of the store one may be; zero for no bound.</param>
/// <param name="cycles">Number of the newest cycles that are kept, of those that are there; zero for no bound.</param>
public sealed class ZarrRetention(IZarrStorage storage, TimeSpan age, int cycles)
{
    /// <summary>Attribute of the group of a store from which cycles were removed: index of the first one kept.</summary>
    public const string Attribute = "first_kept_cycle_index";

    /// <summary>Removes the shards of which either bound leaves out all cycles; the one of the newest cycle stays.</summary>
    /// <returns>What was removed; null when nothing was.</returns>
    /// <exception cref="InvalidDataException">The store is damaged.</exception>
    public async Task<ZarrRemoval?> ApplyAsync(CancellationToken cancellationToken = default)
    {
        if (await storage.ReadAsync(AnalysisZarrStore.MetadataFile, cancellationToken) is not { } document)
        {
            return null;
        }

        var axis = Parse(document);
        var first = axis.FirstKept;
        var revisions = new Dictionary<int, int[]>();
        var kept = Math.Max(OldestByAge(axis), await OldestByCountAsync()) / axis.ShardTimes * axis.ShardTimes;
        if (kept <= first)
        {
            return null;
        }

        var removed = await ForgetAsync();
        for (var shard = first / axis.ShardTimes; shard < kept / axis.ShardTimes; shard++)
        {
            foreach (var field in ZarrLayout.FieldNames)
            {
                await storage.DeleteAsync(ZarrArray.ChunkKey(field, ZarrLayout.FieldDimensions, shard), cancellationToken);
            }
        }

        axis.FirstKept = kept;
        await storage.WriteAsync(AnalysisZarrStore.MetadataFile, Encoding.UTF8.GetBytes(axis.Group.ToJsonString()), cancellationToken);
        return new ZarrRemoval(removed, axis.TimeOf(kept));

        async Task<int> OldestByCountAsync()
        {
            if (cycles <= 0)
            {
                return 0;
            }

            var place = axis.Times;
            for (var found = 0; place > first && found < cycles; place--)
            {
                found += (await RevisionsAsync((place - 1) / ZarrLayout.TimeChunk))[(place - 1) % ZarrLayout.TimeChunk] == ZarrRevisions.None ? 0 : 1;
            }

            return place;
        }

        async Task<int> ForgetAsync()
        {
            var count = 0;
            for (var place = first; place < kept; place++)
            {
                var chunk = await RevisionsAsync(place / ZarrLayout.TimeChunk);
                if (chunk[place % ZarrLayout.TimeChunk] >= 0)
                {
                    chunk[place % ZarrLayout.TimeChunk] = ZarrRevisions.Removed;
                    count++;
                }
            }

            for (var chunk = first / ZarrLayout.TimeChunk; chunk <= (kept - 1) / ZarrLayout.TimeChunk; chunk++)
            {
                var packed = ZarrFields.Pack<int>(await RevisionsAsync(chunk), axis.Checksummed);
                await storage.WriteAsync(RevisionKey(chunk), packed, cancellationToken);
            }

            return count;
        }

        async Task<int[]> RevisionsAsync(int chunk) => revisions.TryGetValue(chunk, out var known)
            ? known
            : revisions[chunk] = ZarrRevisions.Unpack(
                storage.Name, RevisionKey(chunk), await storage.ReadAsync(RevisionKey(chunk), cancellationToken), axis.Checksummed);
    }

    private static string RevisionKey(int chunk) => ZarrArray.ChunkKey(ZarrLayout.RevisionName, 1, chunk);

    private int OldestByAge(ZarrAxis axis) =>
        age <= TimeSpan.Zero ? 0 : (int)Math.Max(0, axis.Times - 1 - Math.Floor(age.TotalSeconds / axis.IntervalSeconds));

    private ZarrAxis Parse(byte[] document)
    {
        try
        {
            var axis = new ZarrAxis(JsonNode.Parse(document)!.AsObject());
            // All that is read of it, so that none of it fails half-way.
            _ = (axis.Times, axis.ShardTimes, axis.Checksummed, axis.FirstKept, axis.TimeOf(0));
            return axis.IntervalSeconds > 0 && axis.Times >= 0 && axis.FirstKept >= 0 && axis.FirstKept <= axis.Times
                ? axis
                : throw new FormatException("The axis of time is not one.");
        }
        catch (Exception problem) when (ZarrAxis.IsOfAnotherForm(problem))
        {
            throw new InvalidDataException($"{storage.Name}/{AnalysisZarrStore.MetadataFile} does not describe a store of analyses: {problem.Message}", problem);
        }
    }
}
