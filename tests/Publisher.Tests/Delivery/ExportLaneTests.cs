using Microsoft.Extensions.DependencyInjection;
using Slams.Core.Analyses;
using Slams.Publisher.Delivery;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Delivery;

public sealed class ExportLaneTests
{
    [Fact]
    public async Task An_export_that_fails_holds_nobody_back_and_misses_nothing_when_it_returns()
    {
        var (failing, working) = (new Recorder("failing") { Broken = true }, new Recorder("working"));
        await using var publisher = await StartAsync(failing, working);

        await publisher.PublishAsync([.. Enumerable.Range(0, 6).Select(number => SyntheticAnalysis.Make(number))]);
        await publisher.Feed.CommittedAsync("slams-publisher-working", 6);
        await failing.FirstFailure.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(6, publisher.Store.Count);
        Assert.Equal(6, working.Acknowledged.Count);
        Assert.Empty(failing.Acknowledged);

        failing.Broken = false;
        await publisher.Feed.CommittedAsync("slams-publisher-failing", 6);
        Assert.Equal(working.Acknowledged, failing.Acknowledged);
    }

    [Fact]
    public async Task A_failing_export_is_told_by_health_which_stays_ready()
    {
        var failing = new Recorder("failing") { Broken = true };
        await using var publisher = await StartAsync(failing);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        await failing.FirstFailure.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string text;
        do
        {
            using var answer = await publisher.Client.GetAsync("health/ready", deadline.Token);
            Assert.True(answer.IsSuccessStatusCode);
            text = await answer.Content.ReadAsStringAsync(deadline.Token);
        }
        while (!text.StartsWith("Degraded\npublisher-ready: active; failing: it is away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_goes_on_where_its_own_place_in_the_log_is()
    {
        var feed = new QueueFeed();
        using var folder = new ScratchFolder();
        var (before, after) = (new Recorder("copy"), new Recorder("copy"));
        await using (var first = await StartAsync(feed, folder.Path, before))
        {
            await first.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
            await feed.CommittedAsync("slams-publisher-copy", 2);
        }

        await using var second = await StartAsync(feed, folder.Path, after);
        await second.PublishAsync(SyntheticAnalysis.Make(2));
        await feed.CommittedAsync("slams-publisher-copy", 3);

        Assert.Equal(["19870111T1800Z"], after.Acknowledged);
    }

    private static Task<RunningPublisher> StartAsync(params Recorder[] exports) => StartAsync(null, null, exports);

    private static Task<RunningPublisher> StartAsync(QueueFeed? feed, string? folder, params Recorder[] exports) => RunningPublisher.StartAsync(
        folder: folder, feed: feed, services: services =>
        {
            foreach (var export in exports)
            {
                services.AddSingleton<IExportSink>(export);
            }
        });

    private sealed class Recorder(string name) : IExportSink
    {
        private readonly TaskCompletionSource _firstFailure = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _broken;

        public string Name => name;

        public List<string> Acknowledged { get; } = [];

        public Task FirstFailure => _firstFailure.Task;

        public bool Broken
        {
            set => _broken = value;
        }

        public Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
        {
            if (_broken)
            {
                _firstFailure.TrySetResult();
                throw new IOException("it is away");
            }

            Acknowledged.Add(analysis.Cycle.Key);
            return Task.CompletedTask;
        }
    }
}
