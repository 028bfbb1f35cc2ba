using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Slams.Assimilator;
using Slams.EndToEnd.Tests.Support;
using Slams.Hosting;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Hosting;

/// <summary>The doors of the workers without an API of their own.</summary>
public sealed class WorkerAccessTests
{
    private const string Reader = "a-token-that-may-read", Operator = "a-token-that-may-operate";

    private static readonly Dictionary<string, Action<WebApplicationBuilder>> Workers = new()
    {
        ["stations"] = builder => builder.AddStationIngest(),
        ["satellite"] = builder => builder.AddSatelliteIngest(),
        ["assimilator"] = builder => builder.AddAssimilator(),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("stations")]
    [InlineData("satellite")]
    [InlineData("assimilator")]
    public async Task Metrics_need_a_token_that_may_operate_and_health_none(string worker)
    {
        using var folder = new ScratchFolder();
        await using var app = await StartAsync(worker, folder, "--Access:Tokens:0:Name=reader", $"--Access:Tokens:0:Sha256={Sha256(Reader)}",
            "--Access:Tokens:1:Name=operator", $"--Access:Tokens:1:Sha256={Sha256(Operator)}", "--Access:Tokens:1:Scope=Operate");

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(app, "/metrics", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(app, "/metrics", "another"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(app, "/metrics", Reader));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/metrics", Operator));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/health/live", null));
        Assert.NotEqual(HttpStatusCode.Unauthorized, await GetAsync(app, "/health/ready", null));
        // What is not there is nobody's to know either.
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(app, "/no/such/page", null));
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task Without_tokens_metrics_are_for_anybody()
    {
        using var folder = new ScratchFolder();
        await using var app = await StartAsync("stations", folder);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/metrics", null));
        await app.StopAsync(Token);
    }

    private static async Task<WebApplication> StartAsync(string worker, ScratchFolder folder, params string[] settings)
    {
        var builder = WorkerHost.CreateBuilder(
        [
            "--Worker:Url=http://127.0.0.1:0", "--Log:Address=sqlite:" + folder["log.db"], "--Assimilator:ModelFolder=none",
            "--Stations:ModelFolder=" + Repository.Model, "--Satellite:ModelFolder=" + Repository.Model, .. settings,
        ]);
        builder.Logging.ClearProviders();
        Workers[worker](builder);
        var app = builder.Build();
        app.MapWorker();
        await app.StartAsync(Token);
        return app;
    }

    private static async Task<HttpStatusCode> GetAsync(WebApplication app, string path, string? token)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.Single()), path));
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using var response = await client.SendAsync(request, Token);
        return response.StatusCode;
    }

    private static string Sha256(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
