using System.Text;
using System.Text.Json.Nodes;
using Slams.Core.Analyses;

namespace Slams.Formats.Zarr;

/// <summary>
/// Analyses of one run as a Zarr v3 store: <c>air_temperature</c> and <c>air_temperature_spread</c> on
/// <c>[time, plev, lat, lon]</c>, a chunk a cycle, many cycles in a shard. Each cycle has a fixed place, so that adding one
/// again changes nothing. A reader sees a new time once everything of it is in place.
/// </summary>
/// <param name="storage">Where it lies; begun with the first cycle.</param>
/// <param name="shardTimes">Cycles in a shard of a new store.</param>
public sealed class AnalysisZarrStore(IZarrStorage storage, int shardTimes = AnalysisZarrStore.DefaultShardTimes)
{
    /// <summary>Cycles in a shard: four weeks of six-hourly ones.</summary>
    public const int DefaultShardTimes = 112;

    internal const string MetadataFile = "zarr.json";

    /// <summary>
    /// Adds a cycle, or replaces it by a later revision. Among those of the same run, model and settings an earlier revision does not take the
    /// place of a later one, nor one that failed that of an analysis.
    /// </summary>
    /// <exception cref="InvalidDataException">The store is damaged, or of another grid or interval.</exception>
    public async Task<ZarrAddition> AddAsync(Analysis analysis, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(analysis.Grid.HasFields, false);
        var (origin, found, same, firstKept) = await OpenAsync(analysis, cancellationToken);
        if (analysis.Cycle.Index < origin.CycleIndex)
        {
            return ZarrAddition.BeforeStore;
        }

        if (analysis.Cycle.Index < firstKept)
        {
            return ZarrAddition.Removed;
        }

        var place = (int)(analysis.Cycle.Index - origin.CycleIndex);
        var layout = found with { Times = Math.Max(found.Times, place + 1) };
        var revisions = await ReadRevisionsAsync(layout, place, Reader(ZarrLayout.TimeChunk));
        var known = revisions[place % ZarrLayout.TimeChunk];
        if (same?.Holds(analysis.Cycle.Index) == true && known > ZarrRevisions.None && (analysis.Failure is not null || known > analysis.Provenance.Revision))
        {
            return ZarrAddition.Outranked;
        }

        await ClearPassedOverAsync(layout, found.Times, place, cancellationToken);
        var read = Reader(layout.ShardTimes);
        await WriteFieldAsync(layout.Mean, layout, place, analysis.Failure is null ? analysis.MeanK : null, read, cancellationToken);
        await WriteFieldAsync(layout.Spread, layout, place, analysis.Failure is null ? analysis.SpreadK : null, read, cancellationToken);
        revisions[place % ZarrLayout.TimeChunk] = analysis.Failure is null ? analysis.Provenance.Revision : ZarrRevisions.Failed;
        await WriteTimesAsync(layout, origin, place / ZarrLayout.TimeChunk, revisions, cancellationToken);
        foreach (var array in layout.Arrays)
        {
            await WriteJsonAsync($"{array.Name}/{MetadataFile}", array.Metadata(), cancellationToken);
        }

        // Last: it is what readers look at first.
        await WriteJsonAsync(MetadataFile, layout.Group(origin, analysis.Provenance, ZarrSpan.With(same, analysis.Cycle.Index), firstKept), cancellationToken);
        return ZarrAddition.Added;

        // What lies behind the end of the axis is none of this store: a process was killed before it had described what it wrote, or the description
        // of an earlier store was lost, and its cycles were of other times.
        Func<string, Task<byte[]?>> Reader(int chunkTimes) => place / chunkTimes * chunkTimes >= found.Times
            ? _ => Task.FromResult<byte[]?>(null)
            : key => storage.ReadAsync(key, cancellationToken);
    }

    private async Task<ZarrOpening> OpenAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        var cycle = analysis.Cycle;
        var interval = (long)(cycle.WindowEnd - cycle.WindowStart).TotalSeconds;
        if (await storage.ReadAsync(MetadataFile, cancellationToken) is not { } metadata)
        {
            return new(
                new ZarrOrigin(cycle.Index, cycle.Time.ToUnixTimeSeconds(), interval), new ZarrLayout(analysis.Grid, 0, shardTimes, Checksummed: true), null, null);
        }

        try
        {
            var group = JsonNode.Parse(metadata)!;
            var attributes = group["attributes"]!;
            var field = group["consolidated_metadata"]!["metadata"]!["air_temperature"]!;
            var shape = field["shape"]!.AsArray().Select(length => (int)length!).ToArray();
            var horizontal = analysis.Grid.Horizontal;
            if (shape is not [>= 0, .. var cells] || !cells.AsSpan().SequenceEqual([analysis.Grid.PressureLevelsPa.Count, horizontal.Rows, horizontal.Columns])
                || (long)attributes["interval_seconds"]! != interval)
            {
                throw new InvalidDataException($"{storage.Name} holds analyses of another grid or interval.");
            }

            var origin = new ZarrOrigin((long)attributes["first_cycle_index"]!, (long)attributes["first_time"]!, interval);
            var same = ZarrLayout.IsSameRun(attributes, analysis.Provenance) ? ZarrSpan.Read(attributes, origin, shape[0]) : null;
            // Where the two contradict each other, the cycle has no place.
            if (origin.TimeSeconds + ((cycle.Index - origin.CycleIndex) * interval) != cycle.Time.ToUnixTimeSeconds() || !ZarrAxis.IsInCalendar(origin.TimeSeconds))
            {
                throw new InvalidDataException($"{storage.Name} begins at a cycle and a time that are not of one schedule.");
            }

            var layout = new ZarrLayout(analysis.Grid, shape[0], ZarrAxis.ShardTimesOf(field), Checksummed: true);
            // A store goes on as it was begun.
            ZarrLayout[] known = [layout, layout with { Checksummed = false }];
            return new(
                origin,
                known.FirstOrDefault(possible => JsonNode.DeepEquals(possible.Mean.Codecs(), field["codecs"]))
                    ?? throw new InvalidDataException($"{storage.Name} holds chunks that are packed in another way than this version does it."),
                same,
                (long?)attributes[ZarrRetention.Attribute]);
        }
        catch (Exception problem) when (ZarrAxis.IsOfAnotherForm(problem))
        {
            throw new InvalidDataException($"{storage.Name}/{MetadataFile} does not describe a store of analyses: {problem.Message}", problem);
        }
    }

    /// <summary>Shards between the end of the axis and that of a place, in a long gap, come to lie on the axis without being written.</summary>
    private async Task ClearPassedOverAsync(ZarrLayout layout, int end, int place, CancellationToken cancellationToken)
    {
        for (var shard = (end + layout.ShardTimes - 1) / layout.ShardTimes; shard < place / layout.ShardTimes; shard++)
        {
            foreach (var key in new[] { layout.Mean.ChunkKey(shard), layout.Spread.ChunkKey(shard) })
            {
                // Written and not deleted: who exports into object storage may lack the right to delete.
                if (await storage.ReadAsync(key, cancellationToken) is not null)
                {
                    await storage.WriteAsync(key, ZarrShard.Encode(new byte[]?[layout.ShardTimes]), cancellationToken);
                }
            }
        }
    }

    private async Task WriteFieldAsync(
        ZarrArray array, ZarrLayout layout, int place, float[]? values, Func<string, Task<byte[]?>> read, CancellationToken cancellationToken)
    {
        var key = array.ChunkKey(place / layout.ShardTimes);
        var chunks = await read(key) is { } shard
            ? Decoded(key, () => ZarrShard.Decode(shard, layout.ShardTimes))
            : new byte[]?[layout.ShardTimes];
        chunks[place % layout.ShardTimes] = values is null ? null : ZarrFields.Pack<float>(values, array.Checksummed);
        await storage.WriteAsync(key, ZarrShard.Encode(chunks), cancellationToken);
    }

    /// <summary>Revisions of the chunk of times in which a place is.</summary>
    private async Task<int[]> ReadRevisionsAsync(ZarrLayout layout, int place, Func<string, Task<byte[]?>> read)
    {
        var key = layout.Revision.ChunkKey(place / ZarrLayout.TimeChunk);
        return ZarrRevisions.Unpack(storage.Name, key, await read(key), layout.Checksummed);
    }

    private T Decoded<T>(string key, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"{storage.Name}/{key}: {problem.Message}", problem);
        }
    }

    private async Task WriteTimesAsync(ZarrLayout layout, ZarrOrigin origin, int chunk, int[] revisions, CancellationToken cancellationToken)
    {
        await storage.WriteAsync(layout.Revision.ChunkKey(chunk), ZarrFields.Pack<int>(revisions, layout.Checksummed), cancellationToken);

        // Times follow from the origin, those to come included.
        long[] times = [.. Enumerable.Range(chunk * ZarrLayout.TimeChunk, ZarrLayout.TimeChunk).Select(i => origin.TimeSeconds + (i * origin.IntervalSeconds))];
        await storage.WriteAsync(layout.Time.ChunkKey(chunk), ZarrFields.Pack<long>(times, layout.Checksummed), cancellationToken);
        foreach (var (array, values) in layout.Coordinates)
        {
            await storage.WriteAsync(array.ChunkKey(0), ZarrFields.Pack<double>(values, layout.Checksummed), cancellationToken);
        }
    }

    private Task WriteJsonAsync(string key, JsonObject document, CancellationToken cancellationToken) =>
        storage.WriteAsync(key, Encoding.UTF8.GetBytes(document.ToJsonString()), cancellationToken);
}
