using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slams.Hosting.Security;
using Slams.Publisher.Configuration;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Security;

public sealed class SecretsTests
{
    private const string Path = "T0-secret-path", Query = "secret-query", Signing = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Store = "store-secret-key", Token = "slams_secret-token";

    [Fact]
    public async Task No_log_metric_or_answer_has_a_secret_in_it()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var kept = new Kept();
        await using var publisher = await RunningPublisher.StartAsync(
            options =>
            {
                options.Notifications.AllowedNetworks.Add("127.0.0.0/8");
                options.Notifications.Webhooks.Add(new WebhookOptions { Name = "one", Url = $"http://127.0.0.1:9/{Path}?key={Query}", Secret = Signing });
                options.S3.Add(new S3Options { Name = "two", Endpoint = "http://127.0.0.1:9", Bucket = "weather", ForcePathStyle = true, AccessKeyId = "id", SecretAccessKey = Store });
            },
            services: services =>
            {
                services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(kept));
                services.Configure<AccessOptions>(access => access.Tokens.Add(new ApiTokenOptions
                {
                    Name = "operator",
                    Scope = AccessScope.Operate,
                    Sha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Token))),
                }));
            });
        publisher.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        await kept.SaidAsync("webhook-one", cancellation);
        await kept.SaidAsync("s3-two", cancellation);
        using var ready = await publisher.Client.GetAsync("health/ready", cancellation);
        using var wrong = await publisher.Client.GetAsync($"api/v1/cycles/{Path}", cancellation);
        var answers = string.Concat(
            await ready.Content.ReadAsStringAsync(cancellation), await publisher.Client.GetStringAsync("metrics", cancellation), await publisher.Client.GetStringAsync("api/v1/status", cancellation));

        Assert.All(new[] { Query, Signing, Signing["whsec_".Length..], Store, Token, $"9/{Path}" }, secret =>
        {
            Assert.DoesNotContain(kept.Lines, line => line.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(secret, answers, StringComparison.Ordinal);
        });
    }

    private sealed class Kept : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public IEnumerable<string> Lines => _lines;

        public async Task SaidAsync(string text, CancellationToken cancellationToken)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(60));
            while (!_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
            {
                await Task.Delay(20, limit.Token);
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
