namespace Slams.Core.Analyses;

/// <summary>Enough to make the same analysis again, byte for byte. Holds no wall-clock time on purpose.</summary>
public sealed record AnalysisProvenance
{
    /// <summary>Run the analysis belongs to; replays have a run of their own.</summary>
    public required string RunId { get; init; }

    /// <summary>Name of the model bundle.</summary>
    public required string ModelId { get; init; }

    /// <summary>SHA-256 of the model bundle, lower-case hex.</summary>
    public required string ModelHash { get; init; }

    /// <summary>SHA-256 of the settings that decide the result, lower-case hex.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>Seed of the random numbers.</summary>
    public required long Seed { get; init; }

    /// <summary>Number of ensemble members.</summary>
    public required int Members { get; init; }

    /// <summary>Revision of this cycle, from 0.</summary>
    public int Revision { get; init; }

    /// <summary>Software version.</summary>
    public required string SoftwareVersion { get; init; }

    /// <summary>Input readings, profiles and frames by flag, for example <c>reading.Assimilated = 1103</c>; sorted by key.</summary>
    public IReadOnlyDictionary<string, long> InputCounts { get; init; } = new SortedDictionary<string, long>();

    /// <summary>Those of the input counts that the revision before did not have; empty for the first.</summary>
    public IReadOnlyDictionary<string, long> AddedCounts { get; init; } = new SortedDictionary<string, long>();

    /// <summary>Input offsets as half-open spans, for example <c>slams.readings/0 = 120-245</c>; sorted by key.</summary>
    public IReadOnlyDictionary<string, string> InputOffsets { get; init; } = new SortedDictionary<string, string>();

    /// <summary>Whether another analysis comes from the same run, model and settings, so that the revisions of the two can be compared.</summary>
    public bool IsSameRun(AnalysisProvenance other) =>
        (RunId, ModelHash, ConfigurationHash, Seed, Members) == (other.RunId, other.ModelHash, other.ConfigurationHash, other.Seed, other.Members);
}
