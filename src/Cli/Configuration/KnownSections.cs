using Slams.Assimilator;
using Slams.Core.Quality;
using Slams.Diffusion.Analysts;
using Slams.Formats.Frames.Abi;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Hosting.Security;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;
using Slams.Publisher.Configuration;

namespace Slams.Cli.Configuration;

/// <summary>Every section that a worker reads, in the order of the reference.</summary>
internal static class KnownSections
{
    /// <summary>Who reads the sections that all workers have.</summary>
    public const string Every = "every worker";

    /// <summary>Sections of the host and its libraries, which are not ours to describe.</summary>
    public static IReadOnlyList<string> OfTheHost { get; } = ["AllowedHosts", "Kestrel", "Logging"];

    public static IReadOnlyList<KnownSection> All { get; } =
    [
        new(EventLogOptions.Section, typeof(EventLogOptions), Every),
        new(RunOptions.Section, typeof(RunOptions), Every),
        new(CycleOptions.Section, typeof(CycleOptions), Every),
        new(MetricsOptions.Section, typeof(MetricsOptions), Every),
        new(AccessOptions.Section, typeof(AccessOptions), Every),
        new(HttpOptions.Section, typeof(HttpOptions), Every),
        new(WorkerOptions.Section, typeof(WorkerOptions), "ingest and assimilator"),
        new(StationIngest.Section, typeof(IngestOptions), "station ingest"),
        new(StationIngest.QualitySection, typeof(QualityControlOptions), "station ingest"),
        new(SatelliteIngest.Section, typeof(IngestOptions), "satellite ingest"),
        new(AbiOptions.Section, typeof(AbiOptions), "satellite ingest"),
        new(AssimilatorOptions.Section, typeof(AssimilatorOptions), "assimilator"),
        new(AssimilatorRegistration.AnalysisSection, typeof(AnalystOptions), "assimilator"),
        new(PublisherOptions.Section, typeof(PublisherOptions), "publisher"),
    ];
}
