using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slams.Hosting;
using Slams.Hosting.Ingest;
using Slams.Ingest.Polling;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;

namespace Slams.Cli.Ingest;

/// <summary>
/// Appends files, or the standard input, to the log and ends. What the log has already is not appended again: files are known by their paths, the standard
/// input by its content.
/// </summary>
internal sealed class IngestSession(IngestPlan plan, Stream input, TextWriter console)
{
    /// <summary>Ingests everything.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var section = plan.Source == StationIngest.Source ? StationIngest.Section : SatelliteIngest.Section;
        var builder = Host.CreateApplicationBuilder();
        var model = $"{section}:{nameof(IngestOptions.ModelFolder)}";
        builder.Configuration[model] ??= plan.Model;
        builder.Configuration.AddCommandLine(plan.Settings);
        var spooled = plan.Paths.Contains(IngestPlan.StandardInput)
            ? await StandardInput.SpoolAsync(input, plan.Spool, plan.Name, MaxBytes(builder.Configuration.GetSection(section)), cancellationToken)
            : null;
        builder.AddSlamsDefaults();
        var counts = AddIngest(builder);
        // Those of the settings are what a worker reads that runs for ever.
        builder.Services.PostConfigure<IngestOptions>(section, options =>
        {
            options.Paths.Clear();
            options.Paths.AddRange(plan.Paths.Distinct().Select(path => path == IngestPlan.StandardInput ? spooled! : path));
            (options.Watch, options.Poll) = (false, new PollOptions());
        });
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        var (service, read) = counts(host.Services);
        await service.ExecuteTask!.WaitAsync(cancellationToken);
        await host.StopAsync(CancellationToken.None);
        await console.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Source}: read {read.Read:N0}, used {read.Used:N0}, flagged {read.Flagged:N0}, dead-lettered {read.DeadLetters:N0}"));
        if (spooled is not null)
        {
            // The log has it now; of a run that fails it stays, and the next takes its place.
            Directory.Delete(Path.GetDirectoryName(spooled)!, recursive: true);
        }

        return 0;
    }

    private Func<IServiceProvider, (BackgroundService Service, IngestCounts Counts)> AddIngest(HostApplicationBuilder builder)
    {
        if (plan.Source == StationIngest.Source)
        {
            builder.AddStationIngest();
            return services =>
            {
                var stations = services.GetRequiredService<StationIngestService>();
                return (stations, stations.Counts);
            };
        }

        builder.AddSatelliteIngest();
        return services =>
        {
            var satellite = services.GetRequiredService<SatelliteIngestService>();
            return (satellite, satellite.Counts);
        };
    }

    private static long MaxBytes(IConfigurationSection section) =>
        section.GetSection(nameof(IngestOptions.Poll)).GetValue(nameof(PollOptions.MaxBytes), new PollOptions().MaxBytes);
}
