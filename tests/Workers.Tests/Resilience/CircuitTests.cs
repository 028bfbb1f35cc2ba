using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;
using Prometheus;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Streaming.Log;

namespace Slams.Workers.Tests.Resilience;

public sealed class CircuitTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2001, 2, 3, 4, 5, 0, TimeSpan.Zero));
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    public void Dispose() => _deadline.Dispose();

    [Fact]
    public async Task It_opens_after_four_failures_in_a_row_tries_once_after_the_pause_and_closes_with_a_success()
    {
        var circuit = new Circuit(Pause, _ => true, _clock);
        for (var failure = 0; failure < 4; failure++)
        {
            Assert.Equal((0, null), (circuit.Level, circuit.Words));
            await Assert.ThrowsAsync<IOException>(() => circuit.ExecuteAsync(_ => throw new IOException(), _deadline.Token));
        }

        Assert.Equal((2, "circuit open: next try after 2001-02-03T04:05:15Z"), (circuit.Level, circuit.Words));
        _clock.Advance(TimeSpan.FromSeconds(14.9));
        await Assert.ThrowsAsync<BrokenCircuitException>(() => circuit.ExecuteAsync(_ => throw new InvalidOperationException("called"), _deadline.Token));
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        var trial = new TaskCompletionSource();
        var trying = circuit.ExecuteAsync(_ => trial.Task, _deadline.Token);
        Assert.Equal((1, "circuit half-open: one call is trying"), (circuit.Level, circuit.Words));
        await Assert.ThrowsAsync<BrokenCircuitException>(() => circuit.ExecuteAsync(_ => throw new InvalidOperationException("called"), _deadline.Token));
        trial.SetResult();
        await trying;
        Assert.Equal((0, null), (circuit.Level, circuit.Words));
    }

    [Fact]
    public async Task It_opens_again_when_the_try_fails_and_what_does_not_count_opens_nothing()
    {
        var circuit = new Circuit(Pause, exception => exception is IOException, _clock);
        for (var call = 0; call < 10; call++)
        {
            await Assert.ThrowsAsync<LostPartitionException>(() => circuit.ExecuteAsync(_ => throw new LostPartitionException("g", "t"), _deadline.Token));
        }

        Assert.Equal(0, circuit.Level);
        circuit = new Circuit(Pause, exception => exception is IOException, _clock);
        for (var failure = 0; failure < 4; failure++)
        {
            circuit.Note(new IOException());
        }

        Assert.Equal(2, circuit.Level);
        _clock.Advance(Pause + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<IOException>(() => circuit.ExecuteAsync(_ => throw new IOException(), _deadline.Token));
        Assert.Equal((2, "circuit open: next try after 2001-02-03T04:05:31Z"), (circuit.Level, circuit.Words));
    }

    [Fact]
    public async Task A_long_time_without_failures_does_not_keep_it_closed_and_single_failures_do_not_open_it()
    {
        var circuit = new Circuit(Pause, _ => true, _clock);
        for (var call = 0; call < 100; call++)
        {
            await circuit.ExecuteAsync(_ => Task.CompletedTask, _deadline.Token);
        }

        for (var pair = 0; pair < 3; pair++)
        {
            await Assert.ThrowsAsync<IOException>(() => circuit.ExecuteAsync(_ => throw new IOException(), _deadline.Token));
            await circuit.ExecuteAsync(_ => Task.CompletedTask, _deadline.Token);
        }

        Assert.Equal(0, circuit.Level);
        _clock.Advance(TimeSpan.FromMinutes(11));
        for (var failure = 0; failure < 4; failure++)
        {
            await Assert.ThrowsAsync<IOException>(() => circuit.ExecuteAsync(_ => throw new IOException(), _deadline.Token));
        }

        Assert.Equal(2, circuit.Level);
    }

    [Fact]
    public async Task A_log_that_fails_again_and_again_is_left_alone_for_a_while_as_health_and_metrics_say_and_then_gone_on_with()
    {
        var circuits = new Circuits(_clock);
        circuits.ExportTo(_registry);
        var connection = new LogConnection(new PipelineMetrics(_registry), _clock, NullLogger<LogConnection>.Instance, circuits);
        var (calls, away) = (0, true);
        var waits = new TaskCompletionSource();
        var run = connection.RunAsync(
            "station ingest",
            async token =>
            {
                calls++;
                if (away)
                {
                    throw new EventLogException("no broker answers");
                }

                connection.Succeeded("station ingest");
                await waits.Task.WaitAsync(token);
            },
            _deadline.Token);

        await UntilAsync(() => calls == 4);
        Assert.Contains("slams_circuit_state{name=\"log:station-ingest\"} 2", await MetricsAsync(), StringComparison.Ordinal);
        var ready = await new LogReadiness(connection).CheckHealthAsync(new HealthCheckContext(), _deadline.Token);
        Assert.Equal(HealthStatus.Unhealthy, ready.Status);
        Assert.StartsWith("station ingest: no broker answers (circuit open: next try after 2001-02-03T04:0", ready.Description, StringComparison.Ordinal);

        away = false;
        await UntilAsync(() => calls == 5);
        await UntilAsync(() => connection.Failure is null);
        Assert.Contains("slams_circuit_state{name=\"log:station-ingest\"} 0", await MetricsAsync(), StringComparison.Ordinal);
        Assert.False(run.IsCompleted);
        waits.SetResult();
        await run;
    }

    private async Task<string> MetricsAsync()
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text, _deadline.Token);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            _clock.Advance(TimeSpan.FromSeconds(0.25));
            await Task.Delay(1, _deadline.Token);
        }
    }
}
