using System.ComponentModel.DataAnnotations;

namespace Slams.Publisher.Configuration;

/// <summary>Settings of the Zarr export, section <c>Publisher:Zarr</c>.</summary>
public sealed class ZarrOptions
{
    /// <summary>Folder of the stores, one a run; empty: no Zarr is written.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Cycles in a shard of a new store; each cycle rewrites its shard.</summary>
    [Range(1, 10_000)]
    public int ShardCycles { get; set; } = Formats.Zarr.AnalysisZarrStore.DefaultShardTimes;
}
