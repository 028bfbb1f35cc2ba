using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Slams.Core.Analyses;
using Slams.Publisher.Delivery;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Delivery;

public sealed class ExportsAloneTests
{
    [Fact]
    public async Task Without_files_the_exports_go_on_and_who_asks_for_analyses_is_told_why_there_are_none()
    {
        using var folder = new ScratchFolder();
        using var zarr = new ScratchFolder();
        await using var publisher = await StartAsync(folder.Path, zarr.Path, new Recorder("copy"));
        publisher.Feed.Append(SyntheticAnalysis.Make(0));
        await publisher.Feed.CommittedAsync("slams-publisher-zarr", 1);
        await publisher.Feed.CommittedAsync("slams-publisher-copy", 1);

        Assert.True(File.Exists(Path.Combine(zarr.Path, "test.zarr", "zarr.json")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.Equal(0, publisher.Feed.Committed);
        Assert.Equal("slams-publisher-zarr", Assert.Single(publisher.Feed.WhoSetsAside));
        foreach (var path in new[] { "", "map.js", "api/v1/cycles", "api/v1/status", "edr/collections", "openapi/v1.json" })
        {
            using var answer = await publisher.Client.GetAsync(path, TestContext.Current.CancellationToken);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains("exports alone (Publisher:Files is false)", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Contains("slams_publisher_lag_records{lane=\"zarr\"}", await publisher.Client.GetStringAsync("metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain("lane=\"served\"", await publisher.Client.GetStringAsync("metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_any_export_has_delivered_is_the_newest_analysis_also_for_one_that_takes_over()
    {
        using var folder = new ScratchFolder();
        using var zarr = new ScratchFolder();
        var (working, broken) = (new Recorder("working"), new Recorder("broken") { Broken = true });
        var feed = new QueueFeed();
        var analysis = SyntheticAnalysis.Make(1);
        await using (var first = await StartAsync(folder.Path, zarr.Path, feed, working, broken))
        {
            feed.Append(SyntheticAnalysis.Make(0));
            feed.Append(analysis);
            await feed.CommittedAsync("slams-publisher-working", 2);
            await feed.CommittedAsync("slams-publisher-zarr", 2);

            var metrics = await first.Client.GetStringAsync("metrics", TestContext.Current.CancellationToken);
            Assert.Contains(Newest(analysis), metrics, StringComparison.Ordinal);
            Assert.Contains("slams_analysis_interval_seconds 21600\n", metrics, StringComparison.Ordinal);
            Assert.Contains("slams_analysis_delay_objective_seconds 10800\n", metrics, StringComparison.Ordinal);
            // Once, though two exports have each.
            Assert.Contains("slams_analysis_delay_seconds_count 2\n", metrics, StringComparison.Ordinal);
        }

        // One that could not be analysed moves nothing; what has been published before is known once this one is active.
        feed.Append(SyntheticAnalysis.Make(2) with { Failure = "no memory" });
        await using var second = await StartAsync(folder.Path, zarr.Path, feed, working);
        await feed.CommittedAsync("slams-publisher-working", 3);
        Assert.Contains(Newest(analysis), await second.Client.GetStringAsync("metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        static string Newest(Analysis analysis) => FormattableString.Invariant(
            $"slams_newest_analysis_window_end_timestamp_seconds {analysis.Cycle.WindowEnd.ToUnixTimeSeconds()}\n");
    }

    [Fact]
    public async Task Ready_is_one_of_whose_exports_any_works()
    {
        using var folder = new ScratchFolder();
        using var zarr = new ScratchFolder();
        var failing = new Recorder("failing") { Broken = true };
        await using var publisher = await StartAsync(folder.Path, zarr.Path, failing);
        publisher.Feed.Append(SyntheticAnalysis.Make(0));
        await failing.FirstFailure.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await UntilAsync("Degraded\npublisher-ready: active; failing: it is away", HttpStatusCode.OK);

        // A file where the folder of the store belongs, which nobody writes to just then.
        await publisher.Feed.CommittedAsync("slams-publisher-zarr", 1);
        Directory.Delete(zarr.Path, recursive: true);
        await File.WriteAllTextAsync(zarr.Path, "", TestContext.Current.CancellationToken);
        publisher.Feed.Append(SyntheticAnalysis.Make(1));
        await UntilAsync("Unhealthy\npublisher-ready: zarr: ", HttpStatusCode.ServiceUnavailable);
        Assert.True((await publisher.Client.GetAsync("health/live", TestContext.Current.CancellationToken)).IsSuccessStatusCode);

        File.Delete(zarr.Path);
        failing.Broken = false;
        await UntilAsync("Healthy\npublisher-ready: active", HttpStatusCode.OK);

        async Task UntilAsync(string text, HttpStatusCode status)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                using var answer = await publisher.Client.GetAsync("health/ready", deadline.Token);
                if ((await answer.Content.ReadAsStringAsync(deadline.Token)).StartsWith(text, StringComparison.Ordinal))
                {
                    Assert.Equal(status, answer.StatusCode);
                    return;
                }
            }
        }
    }

    private static Task<RunningPublisher> StartAsync(string folder, string zarr, params Recorder[] exports) => StartAsync(folder, zarr, new QueueFeed(), exports);

    private static Task<RunningPublisher> StartAsync(string folder, string zarr, QueueFeed feed, params Recorder[] exports) => RunningPublisher.StartAsync(
        options => (options.Files, options.Zarr.Folder) = (false, zarr), folder, feed, services =>
        {
            foreach (var export in exports)
            {
                services.AddSingleton<IExportSink>(export);
            }
        });
}
