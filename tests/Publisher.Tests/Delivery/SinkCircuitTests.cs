using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Slams.Core.Analyses;
using Slams.Publisher.Delivery;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Delivery;

public sealed class SinkCircuitTests
{
    [Fact]
    public async Task A_sink_that_fails_again_and_again_is_left_alone_for_a_while_and_health_and_metrics_say_so()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2001, 2, 3, 4, 5, 0, TimeSpan.Zero));
        var sink = new BrokenSink();
        await using var publisher = await RunningPublisher.StartAsync(
            options => options.CircuitPause = TimeSpan.FromMinutes(1),
            services: services => services.AddSingleton<TimeProvider>(clock).AddSingleton<IAnalysisSink>(sink));
        publisher.Feed.Append(SyntheticAnalysis.Make(0));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await UntilAsync(async () => (await MetricsAsync()).Contains("slams_circuit_state{name=\"sink:broken\"} 2", StringComparison.Ordinal));

        Assert.Equal(4, sink.Calls);
        using var ready = await publisher.Client.GetAsync("health/ready", deadline.Token);
        Assert.False(ready.IsSuccessStatusCode);
        Assert.Contains(
            "broken: no route to it; sink:broken: circuit open: next try after 2001-02-03T04:06:",
            await ready.Content.ReadAsStringAsync(deadline.Token), StringComparison.Ordinal);
        Assert.Contains("slams_circuit_state{name=\"sink:netcdf\"} 0", await MetricsAsync(), StringComparison.Ordinal);

        sink.Broken = false;
        await UntilAsync(() => Task.FromResult(publisher.Feed.Committed == 1));
        Assert.Equal(5, sink.Calls);
        Assert.Contains("slams_circuit_state{name=\"sink:broken\"} 0", await MetricsAsync(), StringComparison.Ordinal);

        Task<string> MetricsAsync() => publisher.Client.GetStringAsync("metrics", deadline.Token);

        async Task UntilAsync(Func<Task<bool>> holds)
        {
            while (!await holds())
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(5, deadline.Token);
            }
        }
    }

    private sealed class BrokenSink : IAnalysisSink
    {
        private volatile bool _broken = true;
        private volatile int _calls;

        public string Name => "broken";

        public int Calls => _calls;

        public bool Broken
        {
            set => _broken = value;
        }

        public Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            return _broken ? throw new IOException("no route to it") : Task.CompletedTask;
        }
    }
}
