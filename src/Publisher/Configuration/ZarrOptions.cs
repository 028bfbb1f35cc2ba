using System.ComponentModel.DataAnnotations;

namespace Slams.Publisher.Configuration;

/// <summary>Settings of the Zarr stores, section <c>Publisher:Zarr</c>.</summary>
public sealed class ZarrOptions
{
    /// <summary>Folder of the stores, one a run; empty: none is written into folders.</summary>
    public string Folder { get; set; } = "";

    /// <summary>How long cycles are kept in the stores of <see cref="Folder"/>; for ever by default. They go by whole shards.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>Cycles in a shard of a new store, in folders and buckets; each cycle rewrites its shard.</summary>
    [Range(1, 10_000)]
    public int ShardCycles { get; set; } = Formats.Zarr.AnalysisZarrStore.DefaultShardTimes;
}
