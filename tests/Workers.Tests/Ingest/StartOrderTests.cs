using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slams.Assimilator;
using Slams.Hosting.Ingest;

namespace Slams.Workers.Tests.Ingest;

/// <summary>What ingest waits for before it reads.</summary>
public sealed class StartOrderTests
{
    [Fact]
    public async Task The_host_has_started_when_its_services_have()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<HostStarted>();
        using var host = builder.Build();
        var started = host.Services.GetRequiredService<HostStarted>().Started;
        Assert.False(started.IsCompleted);

        await host.StartAsync(TestContext.Current.CancellationToken);

        await started.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_assimilator_has_started_when_its_model_is_loaded()
    {
        var state = new AssimilatorState();
        Assert.False(state.Started.IsCompleted);

        state.BeReady();

        Assert.True(state.Started.IsCompletedSuccessfully);
        Assert.True(state.Ready);
    }

    [Fact]
    public void Where_the_model_cannot_be_loaded_nobody_waits_for_it()
    {
        var state = new AssimilatorState();

        state.Fail(new InvalidDataException("no model"));

        Assert.True(state.Started.IsCompletedSuccessfully);
        Assert.False(state.Ready);
    }
}
