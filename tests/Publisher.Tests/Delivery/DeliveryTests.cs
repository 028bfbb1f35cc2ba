using Microsoft.Extensions.DependencyInjection;
using Slams.Core.Analyses;
using Slams.Publisher.Delivery;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Delivery;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Same_analysis_twice_gives_the_same_bytes_and_one_cycle()
    {
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(folder: folder.Path);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        var path = Path.Combine(folder.Path, "analysis_19870111T0600Z.nc");
        var first = await File.ReadAllBytesAsync(path);

        await publisher.PublishAsync(SyntheticAnalysis.Make(0));

        Assert.Equal(first, await File.ReadAllBytesAsync(path));
        Assert.Equal(1, publisher.Store.Count);
    }

    [Fact]
    public async Task Later_revision_replaces_the_file_of_the_cycle()
    {
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(folder: folder.Path);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        var path = Path.Combine(folder.Path, "analysis_19870111T0600Z.nc");
        var first = await File.ReadAllBytesAsync(path);

        await publisher.PublishAsync(SyntheticAnalysis.Make(0, revision: 1));

        Assert.NotEqual(first, await File.ReadAllBytesAsync(path));
        Assert.Equal(1, publisher.Store.Latest!.Provenance.Revision);
        Assert.Single(Directory.GetFiles(folder.Path, "analysis_*.nc"));
    }

    [Fact]
    public async Task A_failing_sink_is_tried_again_and_nothing_is_committed_before_it_succeeds()
    {
        var flaky = new FlakySink(failures: 3);
        await using var publisher = await RunningPublisher.StartAsync(services: s => s.AddSingleton<IAnalysisSink>(flaky));

        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));

        Assert.Equal(["19870111T0600Z", "19870111T1200Z"], flaky.Acknowledged);
        Assert.Equal(3, flaky.Failed);
        var metrics = await publisher.Client.GetStringAsync("metrics");
        Assert.Contains("slams_publisher_failures_total{sink=\"flaky\"} 3", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_sink_fails_the_service_is_alive_but_not_ready()
    {
        var broken = new FlakySink(failures: int.MaxValue);
        await using var publisher = await RunningPublisher.StartAsync(services: s => s.AddSingleton<IAnalysisSink>(broken));
        publisher.Feed.Append(SyntheticAnalysis.Make(0));
        await broken.FirstFailure.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await publisher.Client.GetAsync("health/ready", deadline.Token)).IsSuccessStatusCode)
        {
        }

        Assert.True((await publisher.Client.GetAsync("health/live")).IsSuccessStatusCode);
        Assert.Equal(0, publisher.Feed.Committed);
        Assert.Equal(0, publisher.Store.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Killed_between_the_files_of_a_cycle_it_serves_the_stations_once_the_analysis_is_delivered_again(int revision)
    {
        using var folder = new ScratchFolder();
        var feedback = Path.Combine(folder.Path, "feedback_19870111T0600Z.csv");
        var analysis = SyntheticAnalysis.Make(0, revision, stations: 60);
        await using (var killed = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await killed.PublishAsync(SyntheticAnalysis.Make(0, stations: 20), analysis);
        }

        var lines = await File.ReadAllLinesAsync(feedback);
        await File.WriteAllLinesAsync(feedback, lines[..21]);
        await using var next = await RunningPublisher.StartAsync(folder: folder.Path);
        Assert.Equal(20, Stations());
        await next.PublishAsync(analysis);

        Assert.Equal(60, Stations());
        Assert.Equal(lines, await File.ReadAllLinesAsync(feedback));

        int Stations() => next.Store.Open(next.Store.Find("19870111T0600Z")!)!.Departures.Count;
    }

    [Fact]
    public async Task A_record_that_is_no_analysis_is_counted_and_passed()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        publisher.Feed.AppendUnreadable("truncated");
        publisher.Feed.Append(SyntheticAnalysis.Make(0));
        await publisher.Feed.CommittedAsync(2);

        Assert.Equal(1, publisher.Store.Count);
        Assert.Contains("slams_publisher_unreadable_total{lane=\"served\"} 1", await publisher.Client.GetStringAsync("metrics"), StringComparison.Ordinal);
        Assert.True((await publisher.Client.GetAsync("health/ready")).IsSuccessStatusCode);
    }

    private sealed class FlakySink(int failures) : IAnalysisSink
    {
        private readonly TaskCompletionSource _firstFailure = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "flaky";

        public List<string> Acknowledged { get; } = [];

        public int Failed { get; private set; }

        public Task FirstFailure => _firstFailure.Task;

        public Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
        {
            if (Failed < failures)
            {
                Failed++;
                _firstFailure.TrySetResult();
                throw new IOException("The disk is full.");
            }

            Acknowledged.Add(analysis.Cycle.Key);
            return Task.CompletedTask;
        }
    }
}
