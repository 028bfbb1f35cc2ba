using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;
using Slams.Publisher.Events;
using Slams.Publisher.Observability;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Events;

public sealed class EventHubTests
{
    private static EventHub MakeHub(int buffer) => new(
        Options.Create(new PublisherOptions { EventBuffer = buffer }), new PublisherMetrics(Metrics.NewCustomRegistry()));

    [Fact]
    public void Client_that_does_not_read_is_cut_off_and_the_others_get_everything()
    {
        var hub = MakeHub(buffer: 3);
        using var slow = hub.Subscribe(null, out _)!;
        using var quick = hub.Subscribe(null, out _)!;
        var received = new List<string>();

        for (var i = 0; i < 10; i++)
        {
            hub.Announce(Summaries.Of(SyntheticAnalysis.Make(i, stations: 0)));
            while (quick.Events.TryRead(out var next))
            {
                received.Add(next.Id);
            }
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{SyntheticAnalysis.CycleAt(i).Key}.0"), received);
        Assert.True(SpinWait.SpinUntil(() => slow.Overflow.IsCancellationRequested, TimeSpan.FromSeconds(10)));
        Assert.False(quick.Overflow.IsCancellationRequested);
    }

    /// <summary>The same revision failed first; a client that has seen that alone lacks all that came after it.</summary>
    [Fact]
    public void After_an_identifier_that_came_twice_nothing_is_left_out()
    {
        var hub = MakeHub(buffer: 1);
        foreach (var analysis in new[] { SyntheticAnalysis.Failed(0), SyntheticAnalysis.Make(1, stations: 0), SyntheticAnalysis.Make(0, stations: 0) })
        {
            hub.Announce(Summaries.Of(analysis));
        }

        using var subscription = hub.Subscribe($"{SyntheticAnalysis.CycleAt(0).Key}.0", out var missed)!;

        Assert.Equal([$"{SyntheticAnalysis.CycleAt(1).Key}.0", $"{SyntheticAnalysis.CycleAt(0).Key}.0"], missed.Select(e => e.Id));
    }

    [Fact]
    public void Memory_of_events_is_bounded()
    {
        var hub = MakeHub(buffer: 1);
        for (var i = 0; i < EventHub.HistoryLength + 10; i++)
        {
            hub.Announce(Summaries.Of(SyntheticAnalysis.Make(i, stations: 0)));
        }

        using var subscription = hub.Subscribe("forgotten", out var missed)!;

        Assert.Equal(EventHub.HistoryLength, missed.Count);
        Assert.Equal($"{SyntheticAnalysis.CycleAt(10).Key}.0", missed[0].Id);
    }
}
