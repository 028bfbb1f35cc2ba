using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Slams.Hosting.Security;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Security;

/// <summary>Requests that are meant to do harm are refused, and the service goes on.</summary>
public sealed class HostileRequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_before_it_is_sent()
    {
        await using var publisher = await RunningPublisher.StartAsync();

        var answer = await SendAsync(publisher, "POST /api/v1/cycles HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000000000\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        await IsWellAsync(publisher);
    }

    [Fact]
    public async Task A_body_without_a_length_is_not_read_to_its_end()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        using var endless = new HttpRequestMessage(HttpMethod.Post, "api/v1/cycles") { Content = new StreamContent(new Endless()) };
        endless.Headers.TransferEncodingChunked = true;

        try
        {
            using var answer = await publisher.Client.SendAsync(endless, Token);
            Assert.False(answer.IsSuccessStatusCode);
        }
        catch (HttpRequestException)
        {
            // The connection was closed while the body was still being sent.
        }

        await IsWellAsync(publisher);
    }

    [Theory]
    [InlineData("GET /api/v1/cycles?limit=1 HTTP/1.1\r\nHost: localhost\r\nX-A: a\rSet-Cookie: b\r\n\r\n")]
    [InlineData("GET /api/v1/cycles HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")]
    [InlineData("GET /api/v1/cycles HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /api/v1/cycles HTTP/1.1\r\n\r\n")]
    [InlineData("GET /api/v1/cycles\0 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task A_head_that_is_wrong_is_a_bad_request(string head)
    {
        await using var publisher = await RunningPublisher.StartAsync();

        Assert.StartsWith("HTTP/1.1 400", await SendAsync(publisher, head), StringComparison.Ordinal);
        await IsWellAsync(publisher);
    }

    [Theory]
    [InlineData("/api/v1/cycles?before=%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/api/v1/cycles/%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/edr/collections/analysis/position?coords=POINT(0%200)&f=%0d%0aSet-Cookie:%20a=b")]
    public async Task What_is_in_a_request_makes_no_header_of_the_answer(string target)
    {
        await using var publisher = await RunningPublisher.StartAsync();

        var answer = await SendAsync(publisher, $"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\nSet-Cookie", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/api/v1/cycles/..%2f..%2fetc%2fpasswd/file")]
    [InlineData("/api/v1/cycles/%00/file")]
    public async Task A_path_leads_nowhere_but_to_what_is_published(string target)
    {
        await using var publisher = await RunningPublisher.StartAsync();

        var answer = await SendAsync(publisher, $"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    /// <summary>Slow-loris: many clients that never finish their requests' heads.</summary>
    [Fact]
    public async Task Clients_that_send_a_head_drop_by_drop_are_cut_off_and_hold_back_nobody()
    {
        await using var publisher = await RunningPublisher.StartAsync(services: services =>
            services.Configure<HttpOptions>(http => http.RequestHeadTimeout = TimeSpan.FromSeconds(1)));
        var slow = new List<Socket>();
        try
        {
            for (var i = 0; i < 50; i++)
            {
                slow.Add(await ConnectAsync(publisher));
                await slow[i].SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "), Token);
            }

            await IsWellAsync(publisher);
            foreach (var client in slow)
            {
                Assert.StartsWith("HTTP/1.1 408", await ReadAsync(client), StringComparison.Ordinal);
            }
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Connections_beyond_the_limit_are_closed_and_room_comes_back()
    {
        await using var publisher = await RunningPublisher.StartAsync(services: services => services.Configure<HttpOptions>(http => http.MaxConnections = 2));
        using (var first = await ConnectAsync(publisher))
        using (var second = await ConnectAsync(publisher))
        {
            var head = Encoding.ASCII.GetBytes("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await first.SendAsync(head, Token);
            await second.SendAsync(head, Token);
            await first.ReceiveAsync(new byte[4096], Token);
            await second.ReceiveAsync(new byte[4096], Token);

            using var third = await ConnectAsync(publisher);
            await third.SendAsync(head, Token);
            Assert.Equal("", await ReadAsync(third));
        }

        for (var tries = 0; ; tries++)
        {
            try
            {
                await IsWellAsync(publisher);
                return;
            }
            catch (HttpRequestException) when (tries < 100)
            {
                await Task.Delay(50, Token);
            }
        }
    }

    private static async Task IsWellAsync(RunningPublisher publisher)
    {
        using var answer = await publisher.Client.GetAsync("health/live", Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<Socket> ConnectAsync(RunningPublisher publisher)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", publisher.Client.BaseAddress!.Port, Token);
        return socket;
    }

    private static async Task<string> SendAsync(RunningPublisher publisher, string head)
    {
        using var socket = await ConnectAsync(publisher);
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), Token);
        return await ReadAsync(socket);
    }

    /// <summary>What comes until the other end closes, which it does after an answer to a request that is wrong.</summary>
    private static async Task<string> ReadAsync(Socket socket)
    {
        var (text, buffer) = (new StringBuilder(), new byte[8192]);
        try
        {
            for (int got; (got = await socket.ReceiveAsync(buffer, Token)) > 0;)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, got));
            }
        }
        catch (SocketException)
        {
            // Reset: the other end has not read all that was sent.
        }

        return text.ToString();
    }

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
