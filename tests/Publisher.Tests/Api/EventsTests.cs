using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class EventsTests
{
    [Fact]
    public async Task Each_new_analysis_and_each_revision_is_announced_once_in_order()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        using var events = await EventReader.OpenAsync(publisher.Client);

        await publisher.PublishAsync(
            SyntheticAnalysis.Make(1), SyntheticAnalysis.Make(1), SyntheticAnalysis.Make(2), SyntheticAnalysis.Make(1, revision: 1));

        Assert.Equal("19870111T1200Z.0", await events.NextIdAsync());
        Assert.Equal("19870111T1800Z.0", await events.NextIdAsync());
        Assert.Equal("19870111T1200Z.1", await events.NextIdAsync());
    }

    [Fact]
    public async Task Resuming_client_gets_what_it_missed_and_then_what_is_new()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 4).Select(n => SyntheticAnalysis.Make(n))]);

        using var events = await EventReader.OpenAsync(publisher.Client, "19870111T1200Z.0");
        await publisher.PublishAsync(SyntheticAnalysis.Make(4));

        Assert.Equal("19870111T1800Z.0", await events.NextIdAsync());
        Assert.Equal("19870112T0000Z.0", await events.NextIdAsync());
        Assert.Equal("19870112T0600Z.0", await events.NextIdAsync());
    }

    [Fact]
    public async Task Resuming_works_across_a_restart_of_the_service()
    {
        using var folder = new ScratchFolder();
        var feed = new QueueFeed();
        await using (var before = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed))
        {
            await before.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        }

        await using var after = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed);
        await after.PublishAsync(SyntheticAnalysis.Make(2));
        using var events = await EventReader.OpenAsync(after.Client, "19870111T0600Z.0");

        Assert.Equal("19870111T1200Z.0", await events.NextIdAsync());
        Assert.Equal("19870111T1800Z.0", await events.NextIdAsync());
    }

    [Fact]
    public async Task Resuming_after_a_restart_tells_of_a_revision_of_an_older_cycle_that_came_since()
    {
        using var folder = new ScratchFolder();
        var feed = new QueueFeed();
        await using (var before = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed))
        {
            await before.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1), SyntheticAnalysis.Make(2), SyntheticAnalysis.Make(0, revision: 1));
        }

        // A file system may tell times coarsely, and the test is quick.
        foreach (var (place, number) in new[] { 1, 2, 0 }.Index())
        {
            File.SetLastWriteTimeUtc(
                Path.Combine(folder.Path, $"analysis_{SyntheticAnalysis.CycleAt(number).Key}.nc"), new DateTime(2001, 2, 3, 4, place, 0, DateTimeKind.Utc));
        }

        await using var after = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed);
        using var events = await EventReader.OpenAsync(after.Client, "19870111T1800Z.0");
        await after.PublishAsync(SyntheticAnalysis.Make(3));

        Assert.Equal("19870111T0600Z.1", await events.NextIdAsync());
        Assert.Equal("19870112T0000Z.0", await events.NextIdAsync());
    }

    [Fact]
    public async Task Unknown_event_id_gets_all_that_is_remembered()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));

        using var events = await EventReader.OpenAsync(publisher.Client, "nonsense");

        Assert.Equal("19870111T0600Z.0", await events.NextIdAsync());
    }

    [Fact]
    public async Task Idle_stream_shows_signs_of_life()
    {
        var clock = new FakeTimeProvider();
        await using var publisher = await RunningPublisher.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        using var events = await EventReader.OpenAsync(publisher.Client);

        var block = events.NextBlockAsync();
        while (!block.IsCompleted)
        {
            // The wait of the stream may begin after the first step of the clock.
            clock.Advance(TimeSpan.FromSeconds(15));
            await Task.WhenAny(block, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        Assert.Equal([": alive"], await block);
    }

    [Fact]
    public async Task Too_many_clients_are_refused_and_a_place_is_free_again_after_one_left()
    {
        await using var publisher = await RunningPublisher.StartAsync(options => options.MaxEventClients = 1);
        using (await EventReader.OpenAsync(publisher.Client))
        {
            using var refused = await publisher.Client.GetAsync("api/v1/events");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        HttpStatusCode status;
        do
        {
            deadline.Token.ThrowIfCancellationRequested();
            using var response = await publisher.Client.GetAsync("api/v1/events", HttpCompletionOption.ResponseHeadersRead);
            status = response.StatusCode;
        }
        while (status != HttpStatusCode.OK);
    }
}
