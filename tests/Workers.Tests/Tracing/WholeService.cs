using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slams.Assimilator;
using Slams.EndToEnd.Tests.Support;
using Slams.Hosting;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;
using Slams.Publisher;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Workers.Tests.Assimilation;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Tracing;

/// <summary>All four workers in one process on the embedded log, without a model, over two files of station reports.</summary>
internal static class WholeService
{
    public const int Cycles = 3, ReportsPerFile = 24, BatchSize = 10;

    public static Topics Topics { get; } = new("traced");

    /// <summary>Runs from the files to the announcement of every cycle; gives all that the topics then hold.</summary>
    /// <param name="folder">Its files; the same folder gives the same names in records.</param>
    /// <param name="run">Folder within of its log and outputs.</param>
    public static async Task<IReadOnlyList<StoredRecord>> RunAsync(ScratchFolder folder, string run)
    {
        var token = TestContext.Current.CancellationToken;
        var (stations, frames) = (Directory.CreateDirectory(folder["stations"]).FullName, Directory.CreateDirectory(folder["frames"]).FullName);
        WriteReports(Path.Combine(stations, "a.csv"), 0);
        WriteReports(Path.Combine(stations, "b.csv"), ReportsPerFile);
        Directory.CreateDirectory(folder[run]);
        var model = Path.Combine(Repository.Root, "models", "slams-t30");
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Log:Address"] = "sqlite:" + Path.Combine(folder[run], "log.db"),
            ["Log:Settings:synchronous"] = "normal",
            ["Run:TopicPrefix"] = Topics.Prefix,
            ["Run:Partitions"] = "2",
            ["Stations:Paths:0"] = stations,
            ["Stations:ModelFolder"] = model,
            ["Stations:BatchSize"] = BatchSize.ToString(CultureInfo.InvariantCulture),
            ["Satellite:Paths:0"] = frames,
            ["Satellite:ModelFolder"] = model,
            ["Assimilator:ModelFolder"] = "none",
            ["Cycle:IdleTimeout"] = "-00:00:00.001",
            ["Publisher:OutputFolder"] = Path.Combine(folder[run], "out"),
            ["Publisher:Notifications:Topic"] = "true",
        });
        builder.AddSlamsDefaults();
        builder.AddStationIngest();
        builder.AddSatelliteIngest();
        builder.AddAssimilator();
        builder.AddPublisher();
        builder.Logging.ClearProviders();
        using var host = builder.Build();
        await host.StartAsync(token);
        var log = host.Services.GetRequiredService<IEventLog>();
        await host.Services.GetRequiredService<AssimilatorState>().Completed.WaitAsync(TimeSpan.FromMinutes(2), token);
        await AssimilatorBench.UntilAsync(async () =>
            (await log.TopicsAsync(token)).Contains(Topics.Notifications) && (await log.EndAsync(Topics.Notifications, token)).Sum(end => end.Offset) >= Cycles);
        var records = new List<StoredRecord>();
        foreach (var topic in await log.TopicsAsync(token))
        {
            await foreach (var record in log.ScanAsync(topic, [], token))
            {
                records.Add(record);
            }
        }

        await host.StopAsync(token);
        return records;
    }

    private static void WriteReports(string path, int start)
    {
        // From half past one on, every quarter of an hour: windows end at three, nine and fifteen.
        var first = new DateTimeOffset(1987, 1, 12, 1, 30, 0, TimeSpan.Zero);
        File.WriteAllLines(
            path,
            [
                "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm",
                .. Enumerable.Range(start, ReportsPerFile).Select(i => string.Create(
                    CultureInfo.InvariantCulture, $"S{i % 4},{first.AddMinutes(15 * i):yyyy-MM-dd'T'HH:mm:ss'Z'},{40 + (i % 4)},10,100,{275 + (i % 4)},0")),
            ]);
    }
}
