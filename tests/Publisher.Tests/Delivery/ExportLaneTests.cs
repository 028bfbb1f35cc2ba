using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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

    [Fact]
    public async Task While_the_files_cannot_be_written_the_exports_go_on()
    {
        var export = new Recorder("copy");
        using var folder = new ScratchFolder();
        await using var publisher = await StartAsync(null, folder.Path, export);
        // Where the first file belongs something else lies.
        var place = Directory.CreateDirectory(Path.Combine(folder.Path, "analysis_19870111T0600Z.nc"));
        publisher.Feed.Append(SyntheticAnalysis.Make(0));
        publisher.Feed.Append(SyntheticAnalysis.Make(1));
        await publisher.Feed.CommittedAsync("slams-publisher-copy", 2);

        Assert.Equal(["19870111T0600Z", "19870111T1200Z"], export.Acknowledged);
        Assert.Equal(0, publisher.Feed.Committed);
        using (var status = JsonDocument.Parse(await publisher.Client.GetStringAsync("api/v1/status", TestContext.Current.CancellationToken)))
        {
            Assert.Equal(2, status.RootElement.GetProperty("lagRecords").GetInt32());
        }

        place.Delete();
        await publisher.Feed.CommittedAsync(2);
        Assert.Equal(2, publisher.Store.Count);
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_counted_by_every_lane_and_told_by_one()
    {
        var messages = new Messages();
        await using var publisher = await RunningPublisher.StartAsync(services: services => services
            .AddSingleton<IExportSink>(new Recorder("copy"))
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddProvider(messages)));
        publisher.Feed.AppendUnreadable("truncated");
        await publisher.Feed.CommittedAsync(1);
        await publisher.Feed.CommittedAsync("slams-publisher-copy", 1);

        Assert.Contains("truncated", Assert.Single(messages.All), StringComparison.Ordinal);
        var metrics = await publisher.Client.GetStringAsync("metrics", TestContext.Current.CancellationToken);
        Assert.Contains("slams_publisher_unreadable_total{lane=\"served\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("slams_publisher_unreadable_total{lane=\"copy\"} 1", metrics, StringComparison.Ordinal);
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

    private sealed class Messages : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception));

        public void Dispose()
        {
            // Nothing to let go of.
        }
    }
}
