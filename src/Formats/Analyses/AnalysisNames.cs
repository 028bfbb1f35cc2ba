namespace Slams.Formats.Analyses;

/// <summary>Names of variables and attributes that writer and reader share.</summary>
internal static class AnalysisNames
{
    public const string Mean = "air_temperature", Spread = "air_temperature_spread", Members = "air_temperature_members";

    public const string CycleIndex = "cycle_index", WindowStart = "window_start", WindowEnd = "window_end";

    public const string RunId = "run_id", ModelId = "model_id", ModelHash = "model_sha256", ConfigurationHash = "configuration_sha256";

    public const string Seed = "seed", EnsembleSize = "ensemble_size", Revision = "revision", SoftwareVersion = "software_version";

    public const string InputCounts = "input_counts", InputOffsets = "input_offsets", AddedCounts = "added_counts";
    public const string Failure = "failure";
}
