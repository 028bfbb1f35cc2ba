using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Slams.Publisher.Configuration;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.ObjectStorage;

public sealed class OutageTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_store_that_is_away_for_an_hour_misses_nothing_keeps_the_order_and_holds_nobody_back()
    {
        await using var away = await S3Server.StartAsync();
        await using var there = await S3Server.StartAsync();
        using var folder = new ScratchFolder();
        var clock = new FakeTimeProvider(new DateTimeOffset(2001, 2, 3, 4, 5, 0, TimeSpan.Zero));
        await using var publisher = await RunningPublisher.StartAsync(
            options =>
            {
                var defaults = new PublisherOptions();
                (options.RetryDelay, options.CircuitPause) = (defaults.RetryDelay, defaults.CircuitPause);
                options.Zarr.Folder = folder.Path;
                options.S3.Add(ObjectStorageTests.Store(away));
                options.S3.Add(ObjectStorageTests.Store(there, configure: s3 => s3.Name = "two"));
            },
            services: services => services.AddSingleton<TimeProvider>(clock));
        away.IsAway = true;

        // A cycle every ten minutes; each must be everywhere else at once, while the store that is away is tried over and over.
        for (var number = 0; number < 6; number++)
        {
            await publisher.PublishAsync(SyntheticAnalysis.Make(number));
            await publisher.Feed.CommittedAsync("slams-publisher-s3-two", number + 1);
            await publisher.Feed.CommittedAsync("slams-publisher-zarr", number + 1);
            await AdvanceAsync(clock, TimeSpan.FromMinutes(10));
            // The one that is tried over and over counts as well.
            Assert.Equal((number + 1, 0), (await LagAsync("s3-one"), await LagAsync("s3-two")));
        }

        Assert.Empty(away.Puts);
        // The circuit lets one try through in a quarter of a minute.
        Assert.InRange(away.Refused, 1, 300);
        Assert.Equal(6, publisher.Store.Count);
        Assert.True((await publisher.Client.GetAsync("health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode);

        away.IsAway = false;
        var committed = publisher.Feed.CommittedAsync("slams-publisher-s3-one", 6);
        while (!committed.IsCompleted)
        {
            await AdvanceAsync(clock, Step);
        }

        await committed;
        while (await LagAsync("s3-one") > 0)
        {
            await AdvanceAsync(clock, Step);
        }

        Assert.Equal([.. Enumerable.Range(0, 6).SelectMany(number => new[] { $"analysis_{SyntheticAnalysis.CycleAt(number).Key}.nc", "latest.json" })], away.Puts);
        Assert.Equal(there.Puts, away.Puts);
        Assert.All(there.Objects, stored => Assert.Equal(stored.Value.Content, away.Objects[stored.Key].Content));

        async Task<int> LagAsync(string lane)
        {
            var (metrics, name) = (await publisher.Client.GetStringAsync("metrics", TestContext.Current.CancellationToken), $"slams_publisher_lag_records{{lane=\"{lane}\"}} ");
            return int.Parse(metrics.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..], CultureInfo.InvariantCulture);
        }
    }

    private static async Task AdvanceAsync(FakeTimeProvider clock, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            clock.Advance(Step);
            // Lets what was waiting for the clock have its turn.
            await Task.Delay(1);
        }
    }
}
