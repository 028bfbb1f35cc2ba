using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slams.Hosting.Observability;
using Slams.Hosting.Security;

namespace Slams.Workers.Tests.Observability;

/// <summary>Metrics at an address of their own, in a host that serves nothing else.</summary>
public sealed class MetricsServerTests
{
    private const string Loopback = "http://127.0.0.1:0";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_alone_are_served_there_and_without_a_token()
    {
        using var host = await StartAsync(Loopback, ("Access:Tokens:0:Name", "one"), ("Access:Tokens:0:Sha256", new string('a', 64)));
        using var client = new HttpClient { BaseAddress = Address(host) };

        Assert.Contains("process_start_time_seconds ", await client.GetStringAsync("metrics", Token), StringComparison.Ordinal);
        foreach (var path in new[] { "", "health/live", "api/v1/cycles" })
        {
            using var answer = await client.GetAsync(path, Token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Heads_must_come_in_time_and_connections_are_limited()
    {
        using var host = await StartAsync(Loopback, ("Http:RequestHeadTimeout", "00:00:01"), ("Http:MaxConnections", "1"));

        // Which of two is there first is known only when the first has got something.
        using var slow = await SendAsync(host, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.NotEqual(0, await slow.ReceiveAsync(new byte[64], Token));
        await slow.SendAsync("GET /metrics HTTP/1.1\r\nHost: localhost\r\nX-Slow: "u8.ToArray(), Token);
        using var second = await SendAsync(host, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.Equal("", await ReadAsync(second));
        Assert.Contains("HTTP/1.1 408", await ReadAsync(slow), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Loopback, false)]
    [InlineData("http://0.0.0.0:0", true)]
    [InlineData("http://[::]:0", true)]
    public async Task An_address_that_others_reach_is_told(string url, bool told)
    {
        using var lines = new Lines();
        using var host = await StartAsync(url, lines, ("Access:Tokens:0:Name", "one"), ("Access:Tokens:0:Sha256", new string('a', 64)));

        Assert.Equal(told ? [$"Serves metrics on {url} and asks nobody for a token; let those alone reach it who may scrape it"] : [], lines.Of(1303));
    }

    private static Task<IHost> StartAsync(string url, params (string Key, string Value)[] settings) => StartAsync(url, new Lines(), settings);

    private static async Task<IHost> StartAsync(string url, Lines lines, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Metrics:Url"] = url;
        Array.ForEach(settings, one => builder.Configuration[one.Key] = one.Value);
        builder.Logging.AddProvider(lines);
        MetricsServer.AddTo(builder.Services, builder.Configuration);
        Access.AddTo(builder.Services, builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private static Uri Address(IHost host) => new(host.Services.GetServices<IHostedService>().OfType<MetricsServer>().Single().Addresses.Single());

    private static async Task<Socket> SendAsync(IHost host, string text)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Address(host).Port, Token);
        await socket.SendAsync(Encoding.ASCII.GetBytes(text), Token);
        return socket;
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        var (text, bytes) = (new StringBuilder(), new byte[4096]);
        try
        {
            while (await socket.ReceiveAsync(bytes, Token) is > 0 and var read)
            {
                text.Append(Encoding.ASCII.GetString(bytes, 0, read));
            }
        }
        catch (SocketException)
        {
            // Closed without a word.
        }

        return text.ToString();
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly List<(int Id, string Text)> _lines = [];

        public string[] Of(int id)
        {
            lock (_lines)
            {
                return [.. _lines.Where(line => line.Id == id).Select(line => line.Text)];
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add((eventId.Id, formatter(state, exception)));
            }
        }

        public void Dispose()
        {
        }
    }
}
