using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Delivery;

public sealed class StandbyTests
{
    [Fact]
    public async Task Who_stands_by_is_ready_says_so_and_on_taking_over_knows_what_the_other_has_published()
    {
        using var folder = new ScratchFolder();
        var feed = new QueueFeed { IsActive = false };
        await using var standby = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed);
        await UntilAsync(standby, "publisher-ready: standby, ready to take over");
        Assert.Contains("slams_publisher_active{lane=\"served\"} 0", await standby.Client.GetStringAsync("metrics"), StringComparison.Ordinal);
        Assert.Equal(0, standby.Store.Count);

        // What is half written by the other one must stay until it is known to be gone.
        var partial = Path.Combine(folder.Path, ".analysis_19870111T0600Z.nc.1.partial");
        await using (var active = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await active.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
            await File.WriteAllTextAsync(partial, "half");
        }

        feed.IsActive = true;
        await standby.PublishAsync(SyntheticAnalysis.Make(2));

        Assert.Equal(3, standby.Store.Count);
        Assert.False(File.Exists(partial));
        Assert.Equal("Healthy\npublisher-ready: active", await standby.Client.GetStringAsync("health/ready"));
        Assert.Contains("slams_publisher_active{lane=\"served\"} 1", await standby.Client.GetStringAsync("metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_starts_beside_an_active_one_leaves_its_half_written_files_alone()
    {
        using var folder = new ScratchFolder();
        var partial = Path.Combine(folder.Path, ".analysis_19870111T0600Z.nc.1.partial");
        await File.WriteAllTextAsync(partial, "half");
        await using var standby = await RunningPublisher.StartAsync(folder: folder.Path, feed: new QueueFeed { IsActive = false });
        await UntilAsync(standby, "standby");

        Assert.True(File.Exists(partial));
    }

    [Fact]
    public async Task One_that_was_suspended_longer_than_its_session_leaves_nothing_older_in_place_of_what_another_has_published()
    {
        var feed = new QueueFeed { CommittedByAnother = 2 };
        feed.Append(SyntheticAnalysis.Make(0));
        feed.Append(SyntheticAnalysis.Make(0, revision: 1));
        feed.Append(SyntheticAnalysis.Make(1));
        // It has read them and writes the first; meanwhile another one has published two.
        await using var publisher = await RunningPublisher.StartAsync(feed: feed);
        await feed.CommittedAsync(3);

        Assert.Equal(1, publisher.Store.Find("19870111T0600Z")!.Provenance.Revision);
        Assert.Equal(2, publisher.Store.Count);
    }

    [Fact]
    public async Task Lost_and_held_again_between_two_reads_the_place_is_taken_over_anew()
    {
        using var folder = new ScratchFolder();
        await using var suspended = await RunningPublisher.StartAsync(folder: folder.Path);
        await suspended.PublishAsync(SyntheticAnalysis.Make(0));
        await using (var heir = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await heir.PublishAsync(SyntheticAnalysis.Make(1));
        }

        suspended.Feed.Losses++;
        await suspended.PublishAsync(SyntheticAnalysis.Make(2));

        Assert.Equal(3, suspended.Store.Count);
    }

    private static async Task UntilAsync(RunningPublisher publisher, string said)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var answer = await publisher.Client.GetAsync("health/ready", deadline.Token);
            if (answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync(deadline.Token)).Contains(said, StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
