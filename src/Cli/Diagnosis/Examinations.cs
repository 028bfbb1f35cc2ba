using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Slams.Assimilator;
using Slams.Cli.Configuration;
using Slams.Diffusion.Analysts;
using Slams.Formats.Frames;
using Slams.Formats.Frames.Abi;
using Slams.Formats.Models;
using Slams.Formats.Stations;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;
using Slams.Publisher.Configuration;

namespace Slams.Cli.Diagnosis;

/// <summary>What is to be examined for the workers of a host.</summary>
internal static class Examinations
{
    private const string SqliteScheme = "sqlite:";

    public static IReadOnlyList<IExamination> Of(WebApplication app, IReadOnlyCollection<string> workers)
    {
        var clock = app.Services.GetRequiredService<TimeProvider>();
        var log = Get<EventLogOptions>();
        List<IExamination> examinations = [new LogExamination(log, Get<RunOptions>(), clock) { Shares = Shares(), Shards = workers.Contains(ServiceHost.Assimilator) ? Get<AssimilatorOptions>().Shards : 0 }];
        List<(string, string)> folders = [];
        if (log.Address.StartsWith(SqliteScheme, StringComparison.Ordinal))
        {
            folders.Add(("Log:Address", Path.GetDirectoryName(Path.GetFullPath(log.Address[SqliteScheme.Length..]))!));
        }

        if (workers.Contains(ServiceHost.Stations))
        {
            var options = Source(StationIngest.Section);
            examinations.Add(new SourceExamination(StationIngest.Section, options, (path, token) => StationProblemAsync(options, path, clock, token), clock));
        }

        if (workers.Contains(ServiceHost.Satellite))
        {
            var options = Source(SatelliteIngest.Section);
            examinations.Add(new SourceExamination(SatelliteIngest.Section, options, (path, token) => FrameProblemAsync(options, Get<AbiOptions>(), path, token), clock));
        }

        if (workers.Contains(ServiceHost.Assimilator))
        {
            examinations.Add(new ModelExamination(Get<AssimilatorOptions>(), Get<AnalystOptions>(), Get<CycleOptions>(), clock));
        }

        if (workers.Contains(ServiceHost.Publisher))
        {
            var publisher = Get<PublisherOptions>();
            folders.AddRange(new[] { ("Publisher:OutputFolder", publisher.OutputFolder), ("Publisher:ParquetFolder", publisher.ParquetFolder), ("Publisher:Zarr:Folder", publisher.Zarr.Folder) }
                .Where(folder => folder.Item2.Length > 0));
        }

        examinations.Add(new ClockExamination(clock));
        examinations.Add(new DiskExamination(folders));
        return examinations;

        T Get<T>()
            where T : class
            => app.Services.GetRequiredService<IOptions<T>>().Value;

        (string, int)[] Shares() =>
        [
            .. new[] { (ServiceHost.Stations, StationIngest.Section, StationIngest.Source), (ServiceHost.Satellite, SatelliteIngest.Section, SatelliteIngest.Source) }
                .Where(one => workers.Contains(one.Item1))
                .Select(one => (one.Item3, Source(one.Item2).Shares))
                .Where(one => one.Item2 > 1),
        ];

        IngestOptions Source(string section) => app.Services.GetRequiredService<IOptionsMonitor<IngestOptions>>().Get(section);
    }

    private static async Task<string?> StationProblemAsync(IngestOptions options, string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        var formats = new StationFormats(StationIngest.ReadOptions(options, clock));
        return (await formats.ReadFileAsync(path, cancellationToken).FirstOrDefaultAsync(cancellationToken)).Unreadable?.Reason;
    }

    private static async Task<string?> FrameProblemAsync(IngestOptions options, AbiOptions abi, string path, CancellationToken cancellationToken)
    {
        var climatology = ModelClimatologyFile.Read(Path.Combine(options.ModelFolder, ModelClimatologyFile.FileName));
        var files = new FrameFiles(climatology.Grid.Horizontal, new FrameReadOptions { Abi = abi });
        return (await files.ReadFileAsync(path, cancellationToken).FirstOrDefaultAsync(cancellationToken)).Unreadable?.Reason;
    }
}
