using Slams.Core.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Files;
using Slams.Publisher.ObjectStorage;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.ObjectStorage;

public sealed class ObjectRetentionTests
{
    private const string Group = "slams-publisher-s3-one";
    private static readonly string[] Foreign =
        ["slams/live/notes.txt", "slams/live/analysis_19870101T0000Z.nc", "slams/live/19870102/19870101T0000Z/analysis_19870101T0000Z.nc", "analysis_19870101T0000Z.nc"];

    [Theory]
    [InlineData(12, 0)]
    [InlineData(0, 3)]
    [InlineData(12, 100)]
    [InlineData(1000, 3)]
    public async Task The_newest_cycles_stay_and_every_object_of_the_others_goes_but_those_of_others(int hours, int cycles)
    {
        await using var server = await S3Server.StartAsync();
        // A list of several pages.
        server.PageSize = 4;
        foreach (var key in Foreign)
        {
            server.Objects[key] = new S3Server.StoredObject([1], "text/plain", "", new Dictionary<string, string>());
        }

        await using var publisher = await StartAsync(server, hours, cycles);
        await PublishAsync(publisher, 6, [.. Enumerable.Range(0, 6).Select(number => SyntheticAnalysis.Make(number))]);

        var kept = Enumerable.Range(3, 3).SelectMany(number => Keys(number));
        Assert.Equal(kept.Concat(Foreign).Append("slams/live/latest.json").Order(StringComparer.Ordinal), server.Objects.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(0, 3).SelectMany(number => Keys(number)).Order(StringComparer.Ordinal), server.Deletes.Order(StringComparer.Ordinal));

        // Files have a retention of their own.
        Assert.Equal(6, publisher.Store.Count);
    }

    [Fact]
    public async Task A_cycle_that_is_too_old_is_not_put_also_by_a_process_that_begins_at_the_first_record_again()
    {
        await using var server = await S3Server.StartAsync();
        Analysis[] analyses = [.. Enumerable.Range(0, 4).Select(number => SyntheticAnalysis.Make(number))];
        await using (var first = await StartAsync(server, hours: 6, cycles: 0))
        {
            await PublishAsync(first, 5, [.. analyses, SyntheticAnalysis.Make(0, revision: 1)]);
        }

        var puts = server.Puts;
        await using var second = await StartAsync(server, hours: 6, cycles: 0);
        await PublishAsync(second, 4, analyses);

        Assert.Equal(puts, server.Puts);
        Assert.Equal(
            new[] { 2, 3 }.SelectMany(number => Keys(number)).Append("slams/live/latest.json").Order(StringComparer.Ordinal),
            server.Objects.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Runs_with_objects_of_their_own_are_each_judged_by_their_own_cycles()
    {
        await using var server = await S3Server.StartAsync();
        await using var publisher = await RunningPublisher.StartAsync(options => options.S3.Add(ObjectStorageTests.Store(server, "slams", s3 =>
            (s3.Layout, s3.Retention) = ("{run}", new RetentionOptions { Cycles = 1 }))));
        await PublishAsync(
            publisher, 5,
            SyntheticAnalysis.Make(0, runId: "replay"), SyntheticAnalysis.Make(1, runId: "replay"), SyntheticAnalysis.Make(8, runId: "live"),
            SyntheticAnalysis.Make(9, runId: "live"), SyntheticAnalysis.Make(2, runId: "replay"));

        Assert.Equal(
            [$"slams/live/analysis_{SyntheticAnalysis.CycleAt(9).Key}.nc", $"slams/replay/analysis_{SyntheticAnalysis.CycleAt(2).Key}.nc"],
            server.Objects.Keys.Where(key => key.EndsWith(".nc", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_removed_holds_nothing_up_and_goes_with_the_next_cycle()
    {
        await using var server = await S3Server.StartAsync();
        server.MayDelete = false;
        await using var publisher = await StartAsync(server, hours: 0, cycles: 1);
        await PublishAsync(publisher, 3, SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1), SyntheticAnalysis.Make(2));
        Assert.Equal(9, server.Puts.Count(key => !key.EndsWith("latest.json", StringComparison.Ordinal)));
        Assert.Empty(server.Deletes);
        var metrics = await publisher.Client.GetStringAsync("metrics", TestContext.Current.CancellationToken);
        Assert.Contains("slams_publisher_failures_total{sink=\"retention\"} ", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("slams_publisher_failures_total{sink=\"retention\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("slams_publisher_failures_total{sink=\"s3-one\"} 0", metrics, StringComparison.Ordinal);

        server.MayDelete = true;
        await PublishAsync(publisher, 4, SyntheticAnalysis.Make(3));

        Assert.Equal([.. Keys(3), "slams/live/latest.json"], server.Objects.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Shards_of_a_store_in_a_bucket_go_as_those_in_a_folder_do()
    {
        await using var server = await S3Server.StartAsync();
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(options =>
        {
            (options.Files, options.Zarr.Folder, options.Zarr.ShardCycles) = (false, folder.Path, 2);
            options.Zarr.Retention = new RetentionOptions { Cycles = 2 };
            options.S3.Add(ObjectStorageTests.Store(server, "slams/live", s3 => (s3.NetCdf, s3.Zarr, s3.Retention) = (false, true, new RetentionOptions { Cycles = 2 })));
        });
        foreach (var number in new[] { 0, 1, 2, 3, 4, 0 })
        {
            publisher.Feed.Append(SyntheticAnalysis.Make(number));
        }

        await publisher.Feed.CommittedAsync("slams-publisher-zarr-one", 6);
        await publisher.Feed.CommittedAsync("slams-publisher-zarr", 6);

        var files = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .ToDictionary(path => "slams/live/" + Path.GetRelativePath(folder.Path, path).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllBytes);
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), server.Objects.Keys.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(file.Value, server.Objects[file.Key].Content));
        Assert.Equal(["1", "2"], Directory.EnumerateDirectories(Path.Combine(folder.Path, "test.zarr", "air_temperature", "c")).Select(Path.GetFileName).Order());
        Assert.Equal(["air_temperature/c/0/0/0/0", "air_temperature_spread/c/0/0/0/0"], server.Deletes.Select(key => key["slams/live/test.zarr/".Length..]));
    }

    [Theory]
    [InlineData("live/19870111/19870111T0600Z/analysis_19870111T0600Z.nc", "19870111T0600Z")]
    [InlineData("live/19870111/19870111T0600Z/feedback_19870111T0600Z.parquet", "19870111T0600Z")]
    [InlineData("live/19870112/19870111T0600Z/analysis_19870111T0600Z.nc", null)]
    [InlineData("live/19870111/19870111T0600Z/more/analysis_19870111T0600Z.nc", null)]
    [InlineData("live/19870111/analysis_19870111T0600Z.nc", null)]
    [InlineData("live/analysis_19870111T0600Z.nc", null)]
    [InlineData("live/19870111/19870111T0600Z/analysis_.nc", null)]
    [InlineData("live/19870111/19870111T0600Z/analysis_19870111T0600Z.csv", null)]
    [InlineData("lively/19870111/19870111T0600Z/analysis_19870111T0600Z.nc", null)]
    [InlineData("live/latest.json", null)]
    public void An_object_is_that_of_a_cycle_by_name_and_place(string key, string? cycle) =>
        Assert.Equal(cycle, new CycleObjects("live", FileLayout.Parse("{date}/{cycle}")).CycleOf(key, "any"));

    private static IEnumerable<string> Keys(int number)
    {
        var key = SyntheticAnalysis.CycleAt(number).Key;
        return new[] { $"analysis_{key}.nc", $"feedback_{key}.csv", $"feedback_{key}.parquet" }.Select(name => $"slams/live/{key[..8]}/{key}/{name}");
    }

    private static Task<RunningPublisher> StartAsync(S3Server server, int hours, int cycles) => RunningPublisher.StartAsync(options =>
        options.S3.Add(ObjectStorageTests.Store(server, "slams/live", s3 =>
        {
            (s3.Layout, s3.Feedback, s3.Parquet) = ("{date}/{cycle}", true, true);
            s3.Retention = new RetentionOptions { Age = TimeSpan.FromHours(hours), Cycles = cycles };
        })));

    private static async Task PublishAsync(RunningPublisher publisher, long offset, params Analysis[] analyses)
    {
        await publisher.PublishAsync(analyses);
        await publisher.Feed.CommittedAsync(Group, offset);
    }
}
