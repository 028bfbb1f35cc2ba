using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task Ready_is_one_of_whose_exports_any_works()
    {
        using var folder = new ScratchFolder();
        using var zarr = new ScratchFolder();
        var failing = new Recorder("failing") { Broken = true };
        await using var publisher = await StartAsync(folder.Path, zarr.Path, failing);
        publisher.Feed.Append(SyntheticAnalysis.Make(0));
        await failing.FirstFailure.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await UntilAsync("Degraded\npublisher-ready: active; failing: it is away", HttpStatusCode.OK);

        // A file where the folder of the store belongs.
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

    private static Task<RunningPublisher> StartAsync(string folder, string zarr, params Recorder[] exports) => RunningPublisher.StartAsync(
        options => (options.Files, options.Zarr.Folder) = (false, zarr), folder, services: services =>
        {
            foreach (var export in exports)
            {
                services.AddSingleton<IExportSink>(export);
            }
        });
}
