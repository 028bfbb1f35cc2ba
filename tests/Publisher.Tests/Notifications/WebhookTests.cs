using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Slams.Publisher.Configuration;
using Slams.Publisher.Notifications;
using Slams.Publisher.Tests.Support;
using Slams.Testing;

namespace Slams.Publisher.Tests.Notifications;

public sealed class WebhookTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>Key, id, time, body and signature of the example in the specification's own test vectors.</summary>
    [Fact]
    public void Signature_is_that_of_the_specification() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "{\"test\": 2432232314}"u8));

    [Fact]
    public async Task A_receiver_that_is_away_gets_everything_in_order_when_it_is_back_and_can_check_who_sent_it()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var receiver = await Receiver.StartAsync(refusals: 3);
        await using var publisher = await RunningPublisher.StartAsync(options => Add(
            options, new WebhookOptions { Name = "one", Url = receiver.Address, Secret = Secret }));

        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        await publisher.Feed.CommittedAsync("slams-publisher-webhook-one", 2);

        Assert.Equal(5, receiver.Calls);
        foreach (var subject in new[] { "19870111T0600Z", "19870111T1200Z" })
        {
            var (headers, body) = await receiver.Accepted.ReadAsync(cancellation);
            Assert.Equal(subject, headers["ce-subject"]);
            Assert.Equal("application/geo+json", headers["content-type"]);
            Assert.Equal(headers["ce-id"], headers["webhook-id"]);
            using var hash = new HMACSHA256(Convert.FromBase64String(Secret["whsec_".Length..]));
            var signed = hash.ComputeHash(Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}"));
            Assert.Equal($"v1,{Convert.ToBase64String(signed)}", headers["webhook-signature"]);
        }
    }

    [Fact]
    public async Task A_webhook_carries_the_trace_of_the_analysis()
    {
        using var spans = new RecordedSpans();
        await using var receiver = await Receiver.StartAsync(refusals: 0);
        await using var publisher = await RunningPublisher.StartAsync(options => Add(
            options, new WebhookOptions { Name = "one", Url = receiver.Address }));
        var analysed = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

        publisher.Feed.Append(SyntheticAnalysis.Make(0), analysed);
        await publisher.Feed.CommittedAsync("slams-publisher-webhook-one", 1);

        var (headers, _) = await receiver.Accepted.ReadAsync(TestContext.Current.CancellationToken);
        Assert.All(
            new[] { "traceparent", "ce-traceparent" },
            name => Assert.StartsWith($"00-{analysed.TraceId}-", headers[name], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_is_recorded_a_webhook_hands_on_what_came_with_the_analysis()
    {
        await using var receiver = await Receiver.StartAsync(refusals: 0);
        await using var publisher = await RunningPublisher.StartAsync(options => Add(
            options, new WebhookOptions { Name = "one", Url = receiver.Address }));
        var analysed = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "vendor=1", isRemote: true);

        publisher.Feed.Append(SyntheticAnalysis.Make(0), analysed);
        await publisher.Feed.CommittedAsync("slams-publisher-webhook-one", 1);

        var (headers, _) = await receiver.Accepted.ReadAsync(TestContext.Current.CancellationToken);
        Assert.All(
            new[] { "traceparent", "ce-traceparent" },
            name => Assert.Equal($"00-{analysed.TraceId}-{analysed.SpanId}-01", headers[name]));
        Assert.Equal("vendor=1", headers["tracestate"]);
    }

    [Fact]
    public async Task An_address_that_is_not_public_is_not_reached_unless_allowed()
    {
        await using var receiver = await Receiver.StartAsync(refusals: 0);
        using var handler = new NotificationOptions().CreateHandler();
        using var client = new HttpClient(handler);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(receiver.Address), TestContext.Current.CancellationToken));

        Assert.Contains("127.0.0.1, which is not public; Publisher:Notifications:AllowedNetworks", refused.GetBaseException().Message, StringComparison.Ordinal);
        Assert.Equal(0, receiver.Calls);
    }

    private static void Add(PublisherOptions options, WebhookOptions webhook)
    {
        options.Notifications.Webhooks.Add(webhook);
        options.Notifications.AllowedNetworks.Add("127.0.0.0/8");
    }

    private sealed class Receiver(WebApplication app) : IAsyncDisposable
    {
        private readonly Channel<(Dictionary<string, string> Headers, string Body)> _accepted =
            Channel.CreateUnbounded<(Dictionary<string, string>, string)>();

        private int _calls;

        public int Calls => _calls;

        public ChannelReader<(Dictionary<string, string> Headers, string Body)> Accepted => _accepted.Reader;

        public string Address => app.Urls.Single() + "/notices";

        public static async Task<Receiver> StartAsync(int refusals)
        {
            var builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var receiver = new Receiver(app);
            app.MapPost("/notices", async (HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body);
                var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
                if (Interlocked.Increment(ref receiver._calls) <= refusals)
                {
                    return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
                }

                receiver._accepted.Writer.TryWrite((
                    request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), body));
                return Results.NoContent();
            });
            await app.StartAsync();
            return receiver;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
