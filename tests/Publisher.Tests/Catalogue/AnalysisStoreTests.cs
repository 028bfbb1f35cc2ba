using System.Net.Http.Json;
using System.Text.Json;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Catalogue;

public sealed class AnalysisStoreTests
{
    [Fact]
    public async Task Files_of_an_earlier_run_are_known_after_a_restart_with_everything_in_them()
    {
        using var folder = new ScratchFolder();
        var feed = new QueueFeed();
        string before;
        await using (var first = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed))
        {
            await first.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1, revision: 2));
            before = await first.Client.GetStringAsync("api/v1/cycles/latest");
        }

        // One more proves that the folder has been read: loading comes first.
        await using var second = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed);
        await second.PublishAsync(SyntheticAnalysis.Make(2));

        Assert.Equal(3, second.Store.Count);
        Assert.Equal(before, await second.Client.GetStringAsync("api/v1/cycles/19870111T1200Z"));
        var stations = await second.Client.GetFromJsonAsync<JsonElement>("api/v1/cycles/19870111T0600Z/stations");
        Assert.Equal(60, stations.GetProperty("stations").GetArrayLength());
    }

    [Fact]
    public async Task A_repeat_from_the_log_after_a_restart_announces_nothing()
    {
        using var folder = new ScratchFolder();
        await using (var first = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await first.PublishAsync(SyntheticAnalysis.Make(0));
        }

        await using var second = await RunningPublisher.StartAsync(folder: folder.Path);
        await second.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        using var events = await EventReader.OpenAsync(second.Client, "none");

        Assert.Equal("19870111T0600Z.0", await events.NextIdAsync());
        Assert.Equal("19870111T1200Z.0", await events.NextIdAsync());
    }

    [Fact]
    public async Task Damaged_and_foreign_files_are_left_out_and_stop_nothing()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(Path.Combine(folder.Path, "analysis_19870101T0000Z.nc"), "not netCDF");
        File.WriteAllBytes(Path.Combine(folder.Path, "analysis_19870101T0600Z.nc"), []);
        File.WriteAllText(Path.Combine(folder.Path, "analysis_holiday.nc"), "mine");
        await using var publisher = await RunningPublisher.StartAsync(folder: folder.Path);

        await publisher.PublishAsync(SyntheticAnalysis.Make(0));

        Assert.Equal(["19870111T0600Z"], publisher.Store.Cycles.Select(c => c.Cycle.Key));
    }

    [Fact]
    public async Task Number_of_cycles_is_bounded_and_older_fields_come_from_their_files()
    {
        await using var publisher = await RunningPublisher.StartAsync(options =>
        {
            options.MaxCycles = 3;
            options.CachedAnalyses = 1;
        });
        await publisher.PublishAsync([.. Enumerable.Range(0, 5).Select(n => SyntheticAnalysis.Make(n))]);

        Assert.Equal([2, 3, 4], publisher.Store.Cycles.Select(c => (int)(c.Cycle.Index - SyntheticAnalysis.CycleAt(0).Index)));
        var field = await publisher.Client.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{SyntheticAnalysis.CycleAt(2).Key}/field?level=92500");
        Assert.Equal(SyntheticAnalysis.Make(2).MeanK[7 * 48 * 96], field.GetProperty("values")[0][0].GetSingle());
    }

    /// <summary>A revision of a cycle that has gone from memory: whoever is told of it would find nothing.</summary>
    [Fact]
    public async Task What_is_not_kept_is_not_announced()
    {
        await using var publisher = await RunningPublisher.StartAsync(options => options.MaxCycles = 2);
        var heard = new List<string>();
        publisher.Store.Published += summary => heard.Add(summary.EventId);

        await publisher.PublishAsync([.. Enumerable.Range(0, 3).Select(n => SyntheticAnalysis.Make(n)), SyntheticAnalysis.Make(0, revision: 1)]);

        Assert.Equal(Enumerable.Range(0, 3).Select(n => $"{SyntheticAnalysis.CycleAt(n).Key}.0"), heard);
        Assert.Equal(Enumerable.Range(1, 2).Select(n => SyntheticAnalysis.CycleAt(n).Key), publisher.Store.Cycles.Select(cycle => cycle.Cycle.Key));
    }

    [Fact]
    public async Task A_long_series_leaves_the_newest_analyses_in_memory()
    {
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(options => options.CachedAnalyses = 2, folder.Path);
        await publisher.PublishAsync([.. Enumerable.Range(0, 6).Select(n => SyntheticAnalysis.Make(n))]);

        var series = await publisher.Client.GetFromJsonAsync<JsonElement>(
            "edr/collections/analysis/position?coords=POINT(11 48)&z=500&datetime=../..&parameter-name=air_temperature", TestContext.Current.CancellationToken);

        Assert.Equal(6, series.GetProperty("domain").GetProperty("axes").GetProperty("t").GetProperty("values").GetArrayLength());
        foreach (var (number, isThere) in new[] { (5, true), (4, true), (0, false) })
        {
            var key = SyntheticAnalysis.CycleAt(number).Key;
            File.Delete(Path.Combine(folder.Path, $"analysis_{key}.nc"));
            using var field = await publisher.Client.GetAsync($"api/v1/cycles/{key}/field?level=92500", TestContext.Current.CancellationToken);
            Assert.Equal(isThere, field.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task Hosts_hear_of_each_cycle_once_its_file_is_there()
    {
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(folder: folder.Path);
        var heard = new List<(string Id, bool FileExists)>();
        publisher.Store.Published += summary => heard.Add(
            (summary.EventId, File.Exists(Path.Combine(folder.Path, $"analysis_{summary.Cycle.Key}.nc"))));

        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0, revision: 1));

        Assert.Equal([("19870111T0600Z.0", true), ("19870111T0600Z.1", true)], heard);
    }
}
