using Microsoft.Extensions.Configuration;
using Slams.Assimilator;
using Slams.Core.Quality;
using Slams.Formats.Frames.Abi;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;
using Slams.Publisher.Configuration;
using Slams.Streaming.Log;

namespace Slams.Cli.Log;

/// <summary>What the environment tells the workers (<c>Log__Address</c>, <c>Run__TopicPrefix</c>, …), so that a tool beside them asks the same log.</summary>
internal static class WorkerEnvironment
{
    /// <summary>Address and settings of the log: those of the command line, or where it names no log, of the environment with these over them.</summary>
    /// <exception cref="EventLogException">Neither names a log.</exception>
    public static (string Address, IReadOnlyDictionary<string, string> Settings) Log(string? address, Dictionary<string, string> settings)
    {
        if (address is not null)
        {
            return (address, settings);
        }

        var section = Read().GetSection(EventLogOptions.Section);
        var given = new Dictionary<string, string>(section.Get<EventLogOptions>()?.Settings ?? []);
        foreach (var (key, value) in settings)
        {
            given[key] = value;
        }

        return (section[nameof(EventLogOptions.Address)] ?? throw new EventLogException("--log is missing, and the environment names no log in Log__Address."), given);
    }

    /// <summary>What the workers of a run have in common.</summary>
    public static RunOptions Run() => Read().GetSection(RunOptions.Section).Get<RunOptions>() ?? new RunOptions();

    /// <summary>Groups of assimilator and publisher.</summary>
    public static IReadOnlyList<string> Groups()
    {
        var settings = Read();
        var prefix = Run().TopicPrefix;
        return
        [
            Given(AssimilatorOptions.Section, nameof(AssimilatorOptions.Group)) ?? AssimilatorOptions.GroupOf(prefix),
            Given(PublisherOptions.Section, nameof(PublisherOptions.Group))
                ?? PublisherOptions.GroupOf(Given(PublisherOptions.Section, nameof(PublisherOptions.TopicPrefix)) ?? prefix),
        ];

        string? Given(string section, string key) => settings[$"{section}:{key}"] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    /// <summary>The quality control of station ingest.</summary>
    public static QualityControlOptions Quality()
    {
        var settings = Read();
        return StationIngest.LikeTheAnalysis(settings.GetSection(StationIngest.QualitySection).Get<QualityControlOptions>() ?? new QualityControlOptions(), settings);
    }

    /// <summary>How satellite ingest reads images of ABI.</summary>
    public static AbiOptions Abi() => Read().GetSection(AbiOptions.Section).Get<AbiOptions>() ?? new AbiOptions();

    /// <summary>Sources whose files are shared out among instances.</summary>
    public static IReadOnlyList<(string Source, int Shares)> Shares() =>
    [
        .. new[] { (StationIngest.Section, StationIngest.Source), (SatelliteIngest.Section, SatelliteIngest.Source) }
            .Select(one => (one.Item2, Read().GetSection(one.Item1).Get<IngestOptions>()?.Shares ?? 1))
            .Where(one => one.Item2 > 1),
    ];

    /// <summary>Partitions of the jobs of members; 0 where they are not shared out.</summary>
    public static int Shards() => (Read().GetSection(AssimilatorOptions.Section).Get<AssimilatorOptions>() ?? new AssimilatorOptions()).Shards;

    private static IConfigurationRoot Read() => new ConfigurationBuilder().AddEnvironmentVariables().Build();
}
