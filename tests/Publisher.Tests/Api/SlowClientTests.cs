using System.Net.Sockets;
using System.Text;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class SlowClientTests
{
    [Fact]
    public async Task A_client_that_never_reads_is_cut_off_and_holds_back_nobody()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var publisher = await RunningPublisher.StartAsync(options => options.EventBuffer = 4);
        using var stalled = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };
        await stalled.ConnectAsync("127.0.0.1", publisher.Client.BaseAddress!.Port, cancellation);
        await stalled.SendAsync(Encoding.ASCII.GetBytes("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"), cancellation);
        using var events = await EventReader.OpenAsync(publisher.Client);

        // Long identifiers fill the buffers between the two ends sooner.
        var runId = new string('r', 200_000);
        for (var i = 0; i < 100; i++)
        {
            await publisher.PublishAsync(SyntheticAnalysis.Make(i, stations: 0, runId: runId));
            Assert.Equal($"{SyntheticAnalysis.CycleAt(i).Key}.0", await events.NextIdAsync());
        }

        var metrics = await publisher.Client.GetStringAsync("metrics", cancellation);
        Assert.Contains("slams_publisher_event_clients_dropped_total 1", metrics, StringComparison.Ordinal);
        Assert.Contains("slams_publisher_event_clients 1", metrics, StringComparison.Ordinal);
    }
}
