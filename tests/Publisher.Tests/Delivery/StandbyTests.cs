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
