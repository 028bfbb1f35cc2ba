using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Slams.Publisher.Api;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class SlowClientTests
{
    [Fact]
    public async Task A_client_that_never_reads_is_cut_off_and_holds_back_nobody()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var publisher = await RunningPublisher.StartAsync(options => options.EventBuffer = 4);
        using var stalled = await AskAsync(publisher, "/api/v1/events");
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

    [Fact]
    public async Task Clients_that_do_not_read_their_answers_hold_back_no_query()
    {
        await using var publisher = await RunningPublisher.StartAsync(options => (options.MaxQueries, options.MaxWaitingQueries) = (2, 0));
        await PublishLargeAsync(publisher);
        List<Socket> stalled = [];
        try
        {
            for (var i = 0; i < 5; i++)
            {
                stalled.Add(await AskAsync(publisher, LargeAnswer));
                Assert.StartsWith("HTTP/1.1 200", await BeginningAsync(stalled[i]), StringComparison.Ordinal);
            }

            Assert.Equal(5, publisher.Services.GetRequiredService<UnsentAnswers>().Count);
            using var field = await publisher.Client.GetAsync(
                "api/v1/cycles/latest/field?level=50000", TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Equal(HttpStatusCode.OK, field.StatusCode);
        }
        finally
        {
            stalled.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task When_too_much_waits_for_its_clients_the_oldest_answer_is_cut_off_and_the_newest_is_whole()
    {
        await using var publisher = await RunningPublisher.StartAsync(options => options.MaxUnsentBytes = 1_000_000);
        await PublishLargeAsync(publisher);
        using var first = await AskAsync(publisher, LargeAnswer);
        await BeginningAsync(first);

        using var second = await AskAsync(publisher, LargeAnswer);

        Assert.EndsWith("\r\n0\r\n\r\n", await EndAsync(second), StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n0\r\n\r\n", await EndAsync(first), StringComparison.Ordinal);
        var metrics = await publisher.Client.GetStringAsync("metrics", TestContext.Current.CancellationToken);
        Assert.Contains("slams_publisher_answers_dropped_total 1", metrics, StringComparison.Ordinal);
    }

    /// <summary>More than the buffers between the two ends take: 0.9 MB of values, and several times that as text.</summary>
    private const string LargeAnswer = "/edr/collections/analysis/cube?bbox=-180,-90,180,90&datetime=../..&f=CSV";

    private static Task PublishLargeAsync(RunningPublisher publisher) =>
        publisher.PublishAsync([.. Enumerable.Range(0, 3).Select(n => SyntheticAnalysis.Make(n, stations: 0))]);

    private static async Task<Socket> AskAsync(RunningPublisher publisher, string path)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };
        await socket.ConnectAsync("127.0.0.1", publisher.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<string> BeginningAsync(Socket socket)
    {
        var bytes = new byte[16];
        return Encoding.ASCII.GetString(bytes, 0, await socket.ReceiveAsync(bytes, TestContext.Current.CancellationToken));
    }

    /// <summary>Reads until an answer's last chunk or the end of the connection; the last characters.</summary>
    private static async Task<string> EndAsync(Socket socket)
    {
        var (bytes, end) = (new byte[1 << 16], "");
        try
        {
            while (!end.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal)
                && await socket.ReceiveAsync(bytes, TestContext.Current.CancellationToken) is > 0 and var count)
            {
                end += Encoding.ASCII.GetString(bytes, 0, count);
                end = end[Math.Max(0, end.Length - 100)..];
            }
        }
        catch (SocketException)
        {
            // Broken off.
        }

        return end;
    }
}
