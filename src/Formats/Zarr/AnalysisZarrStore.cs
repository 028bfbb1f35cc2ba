using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slams.Core.Analyses;
using Slams.Formats.Analyses;

namespace Slams.Formats.Zarr;

/// <summary>
/// Analyses of one run as a Zarr v3 store in a folder: <c>air_temperature</c> and <c>air_temperature_spread</c> on
/// <c>[time, plev, lat, lon]</c>, a chunk a cycle, many cycles in a shard. Each cycle has a fixed place, so that adding one
/// again changes nothing. A reader sees a new time once everything of it is in place.
/// </summary>
/// <param name="folder">Folder of the store, made at the first cycle.</param>
/// <param name="shardTimes">Cycles in a shard of a new store.</param>
public sealed class AnalysisZarrStore(string folder, int shardTimes = AnalysisZarrStore.DefaultShardTimes)
{
    /// <summary>Cycles in a shard: four weeks of six-hourly ones.</summary>
    public const int DefaultShardTimes = 112;

    private const string MetadataFile = "zarr.json";
    private const int NoAnalysis = -1, Failed = -2;

    /// <summary>Adds a cycle, or replaces it by a later revision.</summary>
    /// <returns>False when the cycle is older than the first of the store: its time axis cannot grow backwards.</returns>
    /// <exception cref="InvalidDataException">The store is damaged, or of another grid or interval.</exception>
    public bool Add(Analysis analysis)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(analysis.Grid.HasFields, false);
        var (origin, times, shard) = Open(analysis);
        if (analysis.Cycle.Index < origin.CycleIndex)
        {
            return false;
        }

        var place = (int)(analysis.Cycle.Index - origin.CycleIndex);
        var layout = new ZarrLayout(analysis.Grid, Math.Max(times, place + 1), shard);
        WriteField(layout.Mean, layout, place, analysis.Failure is null ? analysis.MeanK : null);
        WriteField(layout.Spread, layout, place, analysis.Failure is null ? analysis.SpreadK : null);
        WriteTimes(layout, origin, place, analysis.Failure is null ? analysis.Provenance.Revision : Failed);
        foreach (var array in layout.Arrays)
        {
            WriteJson(Path.Combine(array.Name, MetadataFile), array.Metadata());
        }

        // Last: it is what readers look at first.
        WriteJson(MetadataFile, layout.Group(origin, analysis.Provenance));
        return true;
    }

    private (ZarrOrigin Origin, int Times, int ShardTimes) Open(Analysis analysis)
    {
        var cycle = analysis.Cycle;
        var interval = (long)(cycle.WindowEnd - cycle.WindowStart).TotalSeconds;
        var path = Path.Combine(folder, MetadataFile);
        if (!File.Exists(path))
        {
            return (new ZarrOrigin(cycle.Index, cycle.Time.ToUnixTimeSeconds(), interval), 0, shardTimes);
        }

        try
        {
            var group = JsonNode.Parse(File.ReadAllText(path))!;
            var attributes = group["attributes"]!;
            var field = group["consolidated_metadata"]!["metadata"]!["air_temperature"]!;
            var shape = field["shape"]!.AsArray().Select(length => (int)length!).ToArray();
            var horizontal = analysis.Grid.Horizontal;
            if (!shape.AsSpan(1).SequenceEqual([analysis.Grid.PressureLevelsPa.Count, horizontal.Rows, horizontal.Columns])
                || (long)attributes["interval_seconds"]! != interval)
            {
                throw new InvalidDataException($"{folder} holds analyses of another grid or interval.");
            }

            var origin = new ZarrOrigin((long)attributes["first_cycle_index"]!, (long)attributes["first_time"]!, interval);
            return (origin, shape[0], (int)field["chunk_grid"]!["configuration"]!["chunk_shape"]![0]!);
        }
        catch (Exception problem) when (problem is JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} does not describe a store of analyses: {problem.Message}", problem);
        }
    }

    private void WriteField(ZarrArray array, ZarrLayout layout, int place, float[]? values)
    {
        var path = Path.Combine(folder, array.ChunkKey(place / layout.ShardTimes));
        var chunks = File.Exists(path) ? ZarrShard.Decode(File.ReadAllBytes(path), layout.ShardTimes) : new byte[]?[layout.ShardTimes];
        chunks[place % layout.ShardTimes] = values is null ? null : ZarrFields.Pack<float>(values);
        Write(path, ZarrShard.Encode(chunks));
    }

    private void WriteTimes(ZarrLayout layout, ZarrOrigin origin, int place, int revision)
    {
        var (chunk, first) = (place / ZarrLayout.TimeChunk, place / ZarrLayout.TimeChunk * ZarrLayout.TimeChunk);
        var path = Path.Combine(folder, layout.Revision.ChunkKey(chunk));
        var revisions = File.Exists(path)
            ? ZarrFields.Unpack<int>(File.ReadAllBytes(path), ZarrLayout.TimeChunk)
            : [.. Enumerable.Repeat(NoAnalysis, ZarrLayout.TimeChunk)];
        revisions[place - first] = revision;
        Write(path, ZarrFields.Pack<int>(revisions));

        // Times follow from the origin, those to come included.
        long[] times = [.. Enumerable.Range(first, ZarrLayout.TimeChunk).Select(i => origin.TimeSeconds + (i * origin.IntervalSeconds))];
        Write(Path.Combine(folder, layout.Time.ChunkKey(chunk)), ZarrFields.Pack<long>(times));
        foreach (var (array, values) in layout.Coordinates)
        {
            Write(Path.Combine(folder, array.ChunkKey(0)), ZarrFields.Pack<double>(values));
        }
    }

    private void WriteJson(string name, JsonObject document) =>
        Write(Path.Combine(folder, name), Encoding.UTF8.GetBytes(document.ToJsonString()));

    private static void Write(string path, byte[] content)
    {
        var within = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.DeleteLeftovers(within.FullName);
        AtomicFile.WriteChanged(path, content);
    }
}
