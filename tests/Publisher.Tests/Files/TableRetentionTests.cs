using Slams.Publisher.Configuration;
using Slams.Publisher.Files;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class TableRetentionTests
{
    [Theory]
    [InlineData(6, 0)]
    [InlineData(0, 2)]
    public async Task Where_nothing_is_served_tables_go_by_themselves_and_do_not_come_back(int hours, int cycles)
    {
        using var folder = new ScratchFolder();
        await using (var first = await StartAsync())
        {
            await PublishAsync(first, [0, 1, 2, 3, 0]);
        }

        await using var second = await StartAsync();
        await PublishAsync(second, [1, 2]);

        string[] kept = [.. new[] { 2, 3 }.Select(number => $"feedback_{SyntheticAnalysis.CycleAt(number).Key}.parquet")];
        Assert.Equal(
            kept.SelectMany(name => new[] { name, name + ".sha256" }),
            Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(2, Directory.EnumerateDirectories(Path.Combine(folder.Path)).Sum(day => Directory.EnumerateDirectories(day).Count()));

        Task<RunningPublisher> StartAsync() => RunningPublisher.StartAsync(options =>
        {
            (options.Files, options.ParquetFolder, options.Layout) = (false, folder.Path, "{date}/{cycle}");
            options.Retention = new RetentionOptions { Age = TimeSpan.FromHours(hours), Cycles = cycles };
        });

        static async Task PublishAsync(RunningPublisher publisher, int[] numbers)
        {
            foreach (var number in numbers)
            {
                publisher.Feed.Append(SyntheticAnalysis.Make(number));
            }

            await publisher.Feed.CommittedAsync("slams-publisher-parquet", numbers.Length);
        }
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 1, "19870112T0000Z")]
    [InlineData(0, 3, "19870111T0600Z")]
    [InlineData(0, 4, null)]
    [InlineData(7, 0, "19870111T1700Z")]
    [InlineData(7, 1, "19870112T0000Z")]
    [InlineData(7, 3, "19870111T1700Z")]
    [InlineData(100_000_000, 0, null)]
    public void The_first_cycle_that_is_kept_is_the_later_by_either_bound(int hours, int cycles, string? key)
    {
        var policy = new RetentionPolicy(new RetentionOptions { Age = TimeSpan.FromHours(hours), Cycles = cycles });

        Assert.Equal(key, policy.FirstKept(["19870111T0600Z", "19870111T1800Z", "19870112T0000Z"]));
        Assert.Null(policy.FirstKept([]));
    }
}
