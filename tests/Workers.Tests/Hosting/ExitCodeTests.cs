using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slams.Hosting;

namespace Slams.Workers.Tests.Hosting;

public sealed class ExitCodeTests
{
    [Fact]
    public async Task A_process_whose_service_fails_ends_with_1() =>
        Assert.Equal(1, await RunAsync(_ => Task.FromException(new InvalidDataException("no model"))));

    [Fact]
    public async Task A_process_that_is_stopped_ends_with_0() =>
        Assert.Equal(0, await RunAsync(lifetime =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        }));

    private static async Task<int> RunAsync(Func<IHostApplicationLifetime, Task> work)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddHostedService(provider => new Worker(work, provider.GetRequiredService<IHostApplicationLifetime>()));
        await using var app = builder.Build();
        return await app.RunToExitCodeAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Worker(Func<IHostApplicationLifetime, Task> work, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            await work(lifetime);
        }
    }
}
