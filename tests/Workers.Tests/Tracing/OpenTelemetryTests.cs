using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;
using Slams.Hosting.Observability;

namespace Slams.Workers.Tests.Tracing;

[Collection(typeof(SpanListeners))]
public sealed class OpenTelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null)]
    [InlineData("http://127.0.0.1:4318", "true")]
    public void Without_a_receiver_nothing_listens(string? endpoint, string? disabled)
    {
        using var host = Build(endpoint, disabled);

        Assert.Null(host.Services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task Spans_and_logs_go_where_the_standard_variables_say()
    {
        var received = Channel.CreateUnbounded<(string Path, string Body)>();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        await using var receiver = builder.Build();
        receiver.Urls.Add("http://127.0.0.1:0");
        receiver.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.Latin1);
            received.Writer.TryWrite((request.Path, await reader.ReadToEndAsync(Token)));
            return Results.Bytes([], "application/x-protobuf");
        });
        await receiver.StartAsync(Token);

        using (var host = Build(receiver.Urls.Single(), null))
        {
            await host.StartAsync(Token);
            using var source = new ActivitySource("Slams.Hosting");
            source.StartActivity("ingest.batch")?.Dispose();
            host.Services.GetRequiredService<ILogger<OpenTelemetryTests>>().Log(LogLevel.Warning, new EventId(1002), "cannot read it", null, (state, _) => state);
            await host.StopAsync(Token);
        }

        var bodies = new Dictionary<string, string>();
        while (bodies.Count < 2)
        {
            var (path, body) = await received.Reader.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
            bodies[path] = body;
        }

        Assert.Contains("ingest.batch", bodies["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("slams-of-the-test", bodies["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("cannot read it", bodies["/v1/logs"], StringComparison.Ordinal);
    }

    private static IHost Build(string? endpoint, string? disabled)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "slams-of-the-test",
            ["OTEL_SDK_DISABLED"] = disabled,
        });
        OpenTelemetryExport.AddTo(builder);
        return builder.Build();
    }
}
