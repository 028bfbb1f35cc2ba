using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Prometheus;
using Slams.Hosting.Configuration;
using Slams.Hosting.Leadership;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Sqlite;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Hosting;

public sealed class SingleActiveTests : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));
    private readonly List<IEventLog> _logs = [];
    private readonly List<CancellationTokenSource> _stops = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var log in _logs)
        {
            await log.DisposeAsync();
        }

        _stops.ForEach(stop => stop.Dispose());
        _deadline.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_second_begins_when_the_first_has_ended()
    {
        var (first, second) = (new Instance(this), new Instance(this));
        var firstRun = first.RunAsync("stations");
        await first.Began.WaitAsync(_deadline.Token);
        var secondRun = second.RunAsync("stations");
        await UntilAsync(() => second.Workers.Description.Length > 0);

        Assert.Equal("ingest: active", first.Workers.Description);
        Assert.Equal("ingest: standby, ready to take over", second.Workers.Description);
        Assert.False(second.Began.IsCompleted);
        first.End();
        await firstRun.WaitAsync(_deadline.Token);
        await second.Began.WaitAsync(_deadline.Token);
        second.End();
        await secondRun.WaitAsync(_deadline.Token);
        Assert.Empty(first.Workers.Description + second.Workers.Description);
    }

    [Fact]
    public async Task Sources_of_other_names_do_not_wait_for_each_other()
    {
        var (first, second) = (new Instance(this), new Instance(this));
        var runs = Task.WhenAll(first.RunAsync("stations"), second.RunAsync("satellite"));
        await Task.WhenAll(first.Began, second.Began).WaitAsync(_deadline.Token);
        first.End();
        second.End();
        await runs.WaitAsync(_deadline.Token);
    }

    [Fact]
    public async Task Who_has_lost_its_place_is_cancelled_and_told_so()
    {
        var (paused, heir) = (new Instance(this), new Instance(this));
        var pausedRun = paused.RunAsync("stations");
        await paused.Began.WaitAsync(_deadline.Token);
        var lease = await Lease.OfActiveAsync(_folder["log.db"]);
        var heirRun = heir.RunAsync("stations");
        while (!heir.Began.IsCompleted)
        {
            await lease.EndAsync();
            await Task.Delay(10, _deadline.Token);
        }

        await Assert.ThrowsAsync<LostPartitionException>(() => pausedRun.WaitAsync(_deadline.Token));
        Assert.True(paused.Cancelled);
        heir.End();
        await heirRun.WaitAsync(_deadline.Token);
    }

    [Fact]
    public async Task Who_has_its_place_again_before_it_has_noticed_the_loss_is_cancelled_and_told_so()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var suspended = new Instance(this, new SqliteEventLog(new SqliteLogOptions { Path = _folder["log.db"] }, clock));
        var run = suspended.RunAsync("stations");
        await suspended.Began.WaitAsync(_deadline.Token);
        // For the one the time stands still, for the other a session timeout has passed.
        await using (var other = new SqliteEventLog(new SqliteLogOptions { Path = _folder["log.db"] }, new FakeTimeProvider(clock.GetUtcNow().AddHours(1))))
        await using (var heir = await other.OpenReaderAsync(new ReaderOptions { Group = "test-ingest-stations", Topics = ["test.leader"], LeaderTopic = "test.leader" }, _deadline.Token))
        {
            Assert.Single(heir.Assignment);
        }

        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5, _deadline.Token);
        }

        await Assert.ThrowsAsync<LostPartitionException>(() => run);
        Assert.True(suspended.Cancelled);
    }

    [Fact]
    public async Task What_the_work_throws_comes_out()
    {
        var instance = new Instance(this);
        var run = instance.RunAsync("stations");
        await instance.Began.WaitAsync(_deadline.Token);
        instance.Fail(new EventLogException("the log is full"));

        Assert.Equal("the log is full", (await Assert.ThrowsAsync<EventLogException>(() => run.WaitAsync(_deadline.Token))).Message);
    }

    [Fact]
    public async Task One_that_ends_by_itself_says_so_and_one_that_is_stopped_was_reading_to_the_last()
    {
        var (ending, stopped) = (new Instance(this), new Instance(this));
        var (endingRun, stoppedRun) = (ending.RunAsync("stations"), stopped.RunAsync("satellite"));
        await Task.WhenAll(ending.Began, stopped.Began).WaitAsync(_deadline.Token);
        ending.End();
        await endingRun.WaitAsync(_deadline.Token);
        stopped.Stop();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stoppedRun.WaitAsync(_deadline.Token));

        Assert.Contains("slams_ingest_active{source=\"stations\"} 0\n", await ending.MetricsAsync(), StringComparison.Ordinal);
        Assert.Contains("slams_ingest_active{source=\"satellite\"} 1\n", await stopped.MetricsAsync(), StringComparison.Ordinal);
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(10, _deadline.Token);
        }
    }

    /// <summary>What one process has.</summary>
    private sealed class Instance
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SingleActive _active;
        private readonly CancellationTokenSource _stop;
        private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

        public Instance(SingleActiveTests test, IEventLog? log = null)
        {
            log ??= EventLogs.Open("sqlite:" + test._folder["log.db"]);
            test._logs.Add(log);
            _stop = CancellationTokenSource.CreateLinkedTokenSource(test._deadline.Token);
            test._stops.Add(_stop);
            var metrics = new PipelineMetrics(_registry);
            var connection = new LogConnection(metrics, TimeProvider.System, NullLogger<LogConnection>.Instance);
            var topics = new Topics("test");
            _active = new SingleActive(
                log, topics, Options.Create(new RunOptions()), new Standby(log, topics, connection), connection, new SourceActivity(Workers, metrics, TimeProvider.System), NullLogger<SingleActive>.Instance);
        }

        public ActiveWorkers Workers { get; } = new();

        public Task Began => _began.Task;

        public bool Cancelled { get; private set; }

        public Task RunAsync(string source) => _active.RunAsync("ingest", source, WorkAsync, _stop.Token);

        public void Stop() => _stop.Cancel();

        public async Task<string> MetricsAsync()
        {
            using var text = new MemoryStream();
            await _registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
            return Encoding.UTF8.GetString(text.ToArray());
        }

        public void End() => _end.TrySetResult();

        public void Fail(Exception exception) => _end.TrySetException(exception);

        private async Task WorkAsync(CancellationToken cancellationToken)
        {
            _began.TrySetResult();
            try
            {
                await _end.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Cancelled = true;
                throw;
            }
        }
    }
}
