using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class LayoutTests
{
    private const string Layout = "{year}-{month}/{run}/{cycle}", First = "1987-01/test/19870111T0600Z";

    [Fact]
    public async Task Every_file_of_a_cycle_lies_in_its_folder_and_is_served_and_known_after_a_restart()
    {
        using var folder = new ScratchFolder();
        using var tables = new ScratchFolder();
        await using (var first = await StartAsync(folder, tables.Path))
        {
            await first.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
            await first.Feed.CommittedAsync("slams-publisher-parquet", 2);
            await AssertServedAsync(first);
        }

        Assert.Equal(
            [
                $"{First}/analysis_19870111T0600Z.nc", $"{First}/analysis_19870111T0600Z.nc.sha256",
                $"{First}/feedback_19870111T0600Z.csv", $"{First}/feedback_19870111T0600Z.csv.sha256",
            ],
            Names(folder.Path, "1987-01/test/19870111T0600Z"));
        Assert.Equal(
            [$"{First}/feedback_19870111T0600Z.parquet", $"{First}/feedback_19870111T0600Z.parquet.sha256"], Names(tables.Path, "1987-01/test/19870111T0600Z"));
        await using var second = await StartAsync(folder);
        await AssertServedAsync(second);

        async Task AssertServedAsync(RunningPublisher publisher)
        {
            Assert.Equal(2, publisher.Store.Count);
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(folder.Path, First, "analysis_19870111T0600Z.nc")),
                await publisher.Client.GetByteArrayAsync("api/v1/cycles/19870111T0600Z/file"));
            var stations = await publisher.Client.GetFromJsonAsync<JsonElement>("api/v1/cycles/19870111T0600Z/stations");
            Assert.Equal(60, stations.GetProperty("stations").GetArrayLength());
        }
    }

    [Fact]
    public async Task Of_two_runs_of_a_cycle_that_published_last_is_served_also_after_a_restart()
    {
        using var folder = new ScratchFolder();
        await using (var first = await StartAsync(folder))
        {
            await first.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0, runId: "other"));
            File.SetLastWriteTimeUtc(Path.Combine(folder.Path, First, "analysis_19870111T0600Z.nc"), DateTime.UnixEpoch);
            Assert.Equal("other", first.Store.Latest!.Provenance.RunId);
        }

        await using var second = await StartAsync(folder);
        Assert.Equal("other", second.Store.Latest!.Provenance.RunId);
        using var file = await second.Client.GetAsync("api/v1/cycles/latest/file");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
    }

    [Fact]
    public async Task What_a_killed_process_has_left_half_written_goes_from_every_folder()
    {
        using var folder = new ScratchFolder();
        var partial = Path.Combine(folder.Path, First, ".analysis_19870111T0600Z.nc.1.partial");
        Directory.CreateDirectory(Path.GetDirectoryName(partial)!);
        await File.WriteAllTextAsync(partial, "half");

        await using var publisher = await StartAsync(folder);
        await publisher.PublishAsync(SyntheticAnalysis.Make(1));

        Assert.False(File.Exists(partial));
    }

    [Fact]
    public async Task A_layout_that_leaves_the_folder_stops_the_start_and_is_named()
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningPublisher.StartAsync(options => options.Layout = "../{date}"));

        Assert.Contains("Publisher:Layout must be", problem.Message, StringComparison.Ordinal);
    }

    private static Task<RunningPublisher> StartAsync(ScratchFolder folder, string tables = "") => RunningPublisher.StartAsync(
        options => (options.Layout, options.ParquetFolder) = (Layout, tables), folder.Path);

    private static IEnumerable<string> Names(string root, string under) => Directory
        .EnumerateFiles(Path.Combine(root, under)).Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal);
}
