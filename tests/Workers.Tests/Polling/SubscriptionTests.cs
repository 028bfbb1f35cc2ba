using System.Security.Cryptography;
using System.Text;
using Slams.Hosting.Ingest;

namespace Slams.Workers.Tests.Polling;

/// <summary>Files that a broker tells of are brought once, whole and checked, whatever else it tells.</summary>
public sealed class SubscriptionTests
{
    private const string Topic = "cache/a/wis2/de-dwd/data/core/weather/surface-based-observations/synop";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_fetched_once_whoever_tells_of_it()
    {
        await using var bench = await PollBench.StartAsync(TimeProvider.System);
        await using var broker = await MqttBroker.StartAsync();
        bench.Server.Put("/a.bufr", "one");
        await using var listening = await ListenAsync(bench, broker);

        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr"));
        // As another cache tells of its copy.
        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/copy.bufr"));
        await broker.AcknowledgedAsync(2).WaitAsync(Token);

        Assert.Equal(["one"], bench.Contents());
        Assert.Equal("a.bufr", Path.GetFileName(Assert.Single(bench.Files())));
        Assert.Single(bench.Server.Asked);
    }

    [Fact]
    public async Task An_update_is_another_file()
    {
        await using var bench = await PollBench.StartAsync(TimeProvider.System);
        await using var broker = await MqttBroker.StartAsync();
        bench.Server.Put("/a.bufr", "one");
        bench.Server.Put("/b.bufr", "corrected");
        await using var listening = await ListenAsync(bench, broker);

        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr"));
        await broker.TellAsync(Topic, Notification("data/1", "corrected", bench.Server.Address + "/b.bufr", "update"));
        await broker.AcknowledgedAsync(2).WaitAsync(Token);

        Assert.Equal(["one", "corrected"], bench.Contents());
    }

    [Fact]
    public async Task A_content_that_came_along_is_taken()
    {
        await using var bench = await PollBench.StartAsync(TimeProvider.System);
        await using var broker = await MqttBroker.StartAsync();
        await using var listening = await ListenAsync(bench, broker);

        var content = $$"""{"encoding": "base64", "size": 3, "value": "{{Convert.ToBase64String("one"u8)}}"}""";
        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr", content: content));
        await broker.AcknowledgedAsync(1).WaitAsync(Token);

        Assert.Equal(["one"], bench.Contents());
        Assert.Empty(bench.Server.Asked);
    }

    [Fact]
    public async Task What_is_another_content_than_was_told_is_not_taken_and_the_next_is()
    {
        await using var bench = await PollBench.StartAsync();
        await using var broker = await MqttBroker.StartAsync();
        bench.Server.Put("/a.bufr", "forged");
        bench.Server.Put("/b.bufr", "two");
        await using var listening = await ListenAsync(bench, broker);

        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr"));
        await broker.TellAsync(Topic, Notification("data/2", "two", bench.Server.Address + "/b.bufr"));
        await broker.AcknowledgedAsync(2).WaitAsync(Token);

        Assert.Equal(["two"], bench.Contents());
        Assert.Equal("failed 1, new 1", await bench.OutcomesAsync());
        Assert.Contains(bench.Logger.Written, written => written.Text.Contains("another than the notification tells", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_one_link_fails_another_is_followed()
    {
        await using var bench = await PollBench.StartAsync(TimeProvider.System);
        await using var broker = await MqttBroker.StartAsync();
        bench.Server.Answer("/a.bufr", 403);
        bench.Server.Put("/copy.bufr", "one");
        await using var listening = await ListenAsync(bench, broker);

        var copy = $$"""{"rel": "canonical", "href": "{{bench.Server.Address}}/copy.bufr"}""";
        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr", more: copy));
        await broker.AcknowledgedAsync(1).WaitAsync(Token);

        Assert.Equal(["one"], bench.Contents());
    }

    [Fact]
    public async Task A_message_is_acknowledged_when_its_file_is_in_the_log()
    {
        await using var bench = await PollBench.StartAsync(TimeProvider.System);
        await using var broker = await MqttBroker.StartAsync();
        bench.Reads = false;
        bench.Server.Put("/a.bufr", "one");
        bench.Server.Put("/b.bufr", "two");
        await using var listening = await ListenAsync(bench, broker, options => options.ClientId = "slams-tests");
        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr"));
        await broker.TellAsync(Topic, Notification("data/2", "two", bench.Server.Address + "/b.bufr"));
        string[] files = [await bench.Backlog.Arrivals.ReadAsync(Token), await bench.Backlog.Arrivals.ReadAsync(Token)];

        // Told again, as whoever takes over is: it is here, and still not in the log.
        var again = broker.ResubscribedAsync();
        await broker.DropClientsAsync();
        await again.WaitAsync(Token);
        Assert.Equal(0, broker.Acknowledged);

        Array.ForEach(files, bench.Read);
        await broker.AcknowledgedAsync(2).WaitAsync(Token);
        Assert.Equal(2, bench.Files().Count);
    }

    [Fact]
    public async Task What_a_kept_session_tells_of_other_topics_is_let_go()
    {
        await using var bench = await PollBench.StartAsync(TimeProvider.System);
        await using var broker = await MqttBroker.StartAsync();
        bench.Server.Put("/a.bufr", "one");
        bench.Server.Put("/b.bufr", "two");
        await (await ListenAsync(bench, broker, options =>
        {
            options.ClientId = "slams-tests";
            options.Topics.Add("cache/b/#");
        })).DisposeAsync();
        await broker.TellAsync("cache/b/more", Notification("data/2", "two", bench.Server.Address + "/b.bufr"));
        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr"));

        await using var listening = await ListenAsync(bench, broker, options => options.ClientId = "slams-tests");
        await broker.AcknowledgedAsync(2).WaitAsync(Token);

        Assert.Equal(["one"], bench.Contents());
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"properties": {"data_id": "x", "pubtime": "2026-11-30T00:00:00Z"}, "links": [{"rel": "canonical", "href": "file:///etc/passwd"}]}""")]
    [InlineData("""{"properties": {"data_id": 7}, "links": 3}""")]
    [InlineData("null")]
    public async Task What_is_no_notification_is_counted_and_the_next_is_heard(string message)
    {
        await using var bench = await PollBench.StartAsync(TimeProvider.System);
        await using var broker = await MqttBroker.StartAsync();
        bench.Server.Put("/a.bufr", "one");
        await using var listening = await ListenAsync(bench, broker);

        await broker.TellAsync(Topic, message);
        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr"));
        await broker.AcknowledgedAsync(2).WaitAsync(Token);

        Assert.Equal(["one"], bench.Contents());
        Assert.Equal("new 1, refused 1", await bench.OutcomesAsync());
    }

    [Fact]
    public async Task The_withdrawal_of_a_file_brings_none()
    {
        await using var bench = await PollBench.StartAsync(TimeProvider.System);
        await using var broker = await MqttBroker.StartAsync();
        await using var listening = await ListenAsync(bench, broker);

        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr", "deletion"));
        await broker.AcknowledgedAsync(1).WaitAsync(Token);

        Assert.Empty(bench.Files());
        Assert.Equal("", await bench.OutcomesAsync());
    }

    [Fact]
    public async Task After_the_connection_was_cut_the_broker_is_listened_to_again()
    {
        await using var bench = await PollBench.StartAsync();
        await using var broker = await MqttBroker.StartAsync();
        bench.Server.Put("/a.bufr", "one");
        await using var listening = await ListenAsync(bench, broker, options => options.ClientId = "slams-tests");

        await broker.DropClientsAsync();
        // Kept in the session, whether it is connected again already or not.
        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr"));
        await broker.AcknowledgedAsync(1).WaitAsync(Token);

        Assert.Equal(["one"], bench.Contents());
        Assert.Contains(bench.Logger.Written, written => written.Text.Contains("has ended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_comes_while_nobody_listens_is_told_to_the_next_that_does()
    {
        await using var bench = await PollBench.StartAsync(TimeProvider.System);
        await using var broker = await MqttBroker.StartAsync();
        bench.Server.Put("/a.bufr", "one");
        await (await ListenAsync(bench, broker, options => options.ClientId = "slams-tests")).DisposeAsync();

        await broker.TellAsync(Topic, Notification("data/1", "one", bench.Server.Address + "/a.bufr"));
        await using var next = await ListenAsync(bench, broker, options => options.ClientId = "slams-tests");
        await broker.AcknowledgedAsync(1).WaitAsync(Token);

        Assert.Equal(["one"], bench.Contents());
    }

    [Fact]
    public async Task A_broker_that_refuses_the_password_is_named_in_the_log_and_asked_again()
    {
        await using var bench = await PollBench.StartAsync();
        await using var broker = await MqttBroker.StartAsync();
        broker.Password = "secret";
        var options = Options(broker);
        (options.Username, options.Password) = ("everyone", "wrong");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        bench.Logger.Added = () => stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Listen(options).RunAsync(bench.Known, bench.Backlog, stop.Token));

        var (_, text) = Assert.Single(bench.Logger.Written);
        Assert.Contains("BadUserNameOrPassword", text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", text, StringComparison.Ordinal);
    }

    private static MqttOptions Options(MqttBroker broker)
    {
        var options = new MqttOptions { Name = "one", Broker = broker.Address };
        options.Topics.Add("cache/a/wis2/+/data/#");
        return options;
    }

    private static async Task<Listening> ListenAsync(PollBench bench, MqttBroker broker, Action<MqttOptions>? configure = null)
    {
        var options = Options(broker);
        configure?.Invoke(options);
        var listening = new Listening(bench, options);
        await broker.Subscribed.WaitAsync(Token);
        return listening;
    }

    private static string Notification(string id, string told, string link, string relation = "canonical", string content = "null", string more = "") => $$"""
        {
          "id": "31e9d66a-cd83-4174-9429-b932f1abe1be", "type": "Feature", "conformsTo": ["http://wis.wmo.int/spec/wnm/1/conf/core"],
          "geometry": {"type": "Point", "coordinates": [6.146, 46.223]},
          "properties": {
            "data_id": "{{id}}", "pubtime": "2026-11-30T06:00:00Z", "datetime": "2026-11-30T06:00:00Z",
            "integrity": {"method": "sha512", "value": "{{Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(told)))}}"},
            "content": {{content}}
          },
          "links": [{"rel": "{{relation}}", "href": "{{link}}", "type": "application/bufr"}{{(more.Length > 0 ? ", " + more : "")}}]
        }
        """;

    /// <summary>A subscription that is under way.</summary>
    private sealed class Listening : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        private readonly Task _running;

        public Listening(PollBench bench, MqttOptions options) => _running = bench.Listen(options).RunAsync(bench.Known, bench.Backlog, _stop.Token);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }
    }
}
