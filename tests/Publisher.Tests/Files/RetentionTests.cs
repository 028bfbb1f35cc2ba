using System.Net;
using Slams.Publisher.Configuration;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class RetentionTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(12, 0)]
    [InlineData(12, 100)]
    [InlineData(1000, 3)]
    public async Task The_newest_cycles_stay_and_every_file_of_the_others_goes(int hours, int cycles)
    {
        using var folder = new ScratchFolder();
        await using var publisher = await StartAsync(folder, hours, cycles);
        await publisher.PublishAsync([.. Enumerable.Range(0, 6).Select(number => SyntheticAnalysis.Make(number))]);
        await publisher.Feed.CommittedAsync("slams-publisher-parquet", 6);
        // The tables lag behind at times: the next cycle takes away what was written late.
        await publisher.PublishAsync(SyntheticAnalysis.Make(5, revision: 1));
        await publisher.Feed.CommittedAsync("slams-publisher-parquet", 7);

        string[] kept = [.. Enumerable.Range(3, 3).Select(number => SyntheticAnalysis.CycleAt(number).Key)];
        Assert.Equal(kept, publisher.Store.Cycles.Select(cycle => cycle.Cycle.Key));
        Assert.Equal(
            kept.Select(key => Path.Combine(folder.Path, key[..8], key)),
            Directory.EnumerateDirectories(folder.Path, "*T*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Assert.Equal(
            kept.SelectMany(key => new[] { $"analysis_{key}.nc", $"feedback_{key}.csv", $"feedback_{key}.parquet" }).SelectMany(name => new[] { name, name + ".sha256" })
                .Append("latest.json").Append($"revisions_{kept[^1]}.json").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Over_http_a_removed_cycle_is_gone_and_one_that_never_was_is_not_found()
    {
        using var folder = new ScratchFolder();
        await using (var first = await StartAsync(folder, hours: 6, cycles: 0))
        {
            await first.PublishAsync([.. Enumerable.Range(0, 4).Select(number => SyntheticAnalysis.Make(number))]);
            await AssertAnswersAsync(first);
        }

        await using var second = await StartAsync(folder, hours: 6, cycles: 0);
        await AssertAnswersAsync(second);

        static async Task AssertAnswersAsync(RunningPublisher publisher)
        {
            foreach (var resource in new[] { "", "/file", "/stations", "/field?level=85000", "/revisions" })
            {
                Assert.Equal(HttpStatusCode.Gone, await StatusAsync($"19870111T1200Z{resource}"));
            }

            Assert.Equal(HttpStatusCode.OK, await StatusAsync("19870111T1800Z/file"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("19870111T2100Z"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("19870112T0600Z"));

            async Task<HttpStatusCode> StatusAsync(string path)
            {
                using var answer = await publisher.Client.GetAsync($"api/v1/cycles/{path}");
                return answer.StatusCode;
            }
        }
    }

    [Fact]
    public async Task A_cycle_that_is_too_old_when_it_comes_is_not_published_and_takes_nothing_away()
    {
        using var folder = new ScratchFolder();
        await using var publisher = await StartAsync(folder, hours: 6, cycles: 0);
        await publisher.PublishAsync(SyntheticAnalysis.Make(8), SyntheticAnalysis.Make(9), SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(8, revision: 1));

        Assert.Equal([(8, 1), (9, 0)], publisher.Store.Cycles.Select(
            cycle => ((int)(cycle.Cycle.Index - SyntheticAnalysis.CycleAt(0).Index), cycle.Provenance.Revision)));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "19870111")));
    }

    [Fact]
    public async Task Files_of_others_stay_and_what_cannot_be_removed_holds_nothing_up()
    {
        using var folder = new ScratchFolder();
        string[] foreign = ["19870111/notes.txt", "analysis_19870101T0000Z.nc", "19870102/analysis_19870102T0000Z.nc"];
        foreach (var path in foreign.Select(name => Path.Combine(folder.Path, name)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "mine");
        }

        // A folder in the place of a checksum: it cannot be deleted as a file.
        var stuck = Path.Combine(folder.Path, "19870111", "19870111T0000Z", "analysis_19870111T0000Z.nc");
        Directory.CreateDirectory(stuck + ".sha256");
        await File.WriteAllTextAsync(stuck, "stuck");
        await using var publisher = await StartAsync(folder, hours: 0, cycles: 1);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1), SyntheticAnalysis.Make(2));

        Assert.All(foreign.Select(name => Path.Combine(folder.Path, name)), path => Assert.True(File.Exists(path)));
        Assert.True(File.Exists(stuck));
        Assert.Equal(["19870111T1800Z"], publisher.Store.Cycles.Select(cycle => cycle.Cycle.Key));
        Assert.Contains("slams_publisher_failures_total{sink=\"retention\"} ", await publisher.Client.GetStringAsync("metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain("slams_publisher_failures_total{sink=\"retention\"} 0", await publisher.Client.GetStringAsync("metrics"), StringComparison.Ordinal);
        Directory.Delete(stuck + ".sha256");
        await publisher.PublishAsync(SyntheticAnalysis.Make(3));
        Assert.False(File.Exists(stuck));
    }

    private static Task<RunningPublisher> StartAsync(ScratchFolder folder, int hours, int cycles) => RunningPublisher.StartAsync(
        options =>
        {
            options.Layout = "{date}/{cycle}";
            options.ParquetFolder = folder.Path;
            options.Retention = new RetentionOptions { Age = TimeSpan.FromHours(hours), Cycles = cycles };
        },
        folder.Path);
}
