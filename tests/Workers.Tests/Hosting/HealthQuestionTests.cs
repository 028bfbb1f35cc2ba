using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Slams.Hosting.Observability;

namespace Slams.Workers.Tests.Hosting;

public sealed class HealthQuestionTests
{
    [Theory]
    [InlineData(StatusCodes.Status200OK, 0)]
    [InlineData(StatusCodes.Status503ServiceUnavailable, 1)]
    public async Task The_answer_is_that_of_the_worker(int status, int exitCode)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/health/live", () => Results.StatusCode(status));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var port = new Uri(app.Urls.Single()).Port;

        Assert.Equal(exitCode, await AskAsync($"http://127.0.0.1:{port}"));
        Assert.Equal(exitCode, await AskAsync($"http://0.0.0.0:{port}"));
        Assert.Equal(exitCode, await AskAsync($"http://*:{port}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("8080")]
    [InlineData("http://127.0.0.1:0")]
    public async Task Without_an_address_there_is_nobody_to_ask(string? url) => Assert.Equal(1, await AskAsync(url));

    private static Task<int> AskAsync(string? url) => HealthQuestion.AskAsync(
        "Worker:Url", new ConfigurationBuilder().AddInMemoryCollection([new KeyValuePair<string, string?>("Worker:Url", url)]).Build());
}
