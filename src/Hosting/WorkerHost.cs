using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Hosting.Leadership;
using Slams.Hosting.Logging;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Hosting.Security;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Hosting;

/// <summary>What every worker process has: event log, clock, metrics, health, single-line logs.</summary>
public static class WorkerHost
{
    /// <summary>Makes a builder for a worker process; settings come from appsettings, environment and command line.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddSlamsDefaults();
        builder.WebHost.UseUrls(builder.Configuration.GetSection(WorkerOptions.Section).Get<WorkerOptions>()?.Url ?? new WorkerOptions().Url);
        return builder;
    }

    /// <summary>Adds what every worker shares.</summary>
    public static IHostApplicationBuilder AddSlamsDefaults(this IHostApplicationBuilder builder)
    {
        ConsoleLogs.AddTo(builder);
        OpenTelemetryExport.AddTo(builder);
        Access.AddTo(builder.Services, builder.Configuration);
        builder.AddCheckedOptions<EventLogOptions>(EventLogOptions.Section);
        builder.AddCheckedOptions<RunOptions>(RunOptions.Section);
        builder.AddCheckedOptions<CycleOptions>(CycleOptions.Section);
        builder.Services.TryAddSingleton(TimeProvider.System);
        MetricsServer.AddTo(builder.Services, builder.Configuration);
        builder.Services.TryAddSingleton<PipelineMetrics>();
        builder.Services.TryAddSingleton(provider => new Topics(provider.GetRequiredService<IOptions<RunOptions>>().Value.TopicPrefix));
        builder.Services.TryAddSingleton<IEventLog>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<EventLogOptions>>().Value;
            return EventLogs.Open(options.Address, options.Settings, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>(), "Log:Address");
        });
        Circuits.AddTo(builder.Services);
        builder.Services.TryAddSingleton<LogConnection>();
        builder.Services.TryAddSingleton<ActiveWorkers>();
        builder.Services.TryAddSingleton<SourceActivity>();
        builder.Services.TryAddSingleton<Standby>();
        builder.Services.TryAddSingleton<SingleActive>();
        builder.Services.TryAddSingleton<SharedActive>();
        builder.Services.TryAddSingleton<IngestServices>();
        builder.Services.AddSingleton<IStartsFirst, HostStarted>();
        builder.Services.AddHostedService<LogProbe>();
        builder.Services.AddHealthChecks()
            .AddCheck<LogReadiness>("log", tags: ["ready"])
            .AddCheck<StandbyCheck>("workers", tags: ["ready"]);
        return builder;
    }

    /// <summary>Maps health and metrics of a worker without an HTTP API of its own.</summary>
    public static WebApplication MapWorker(this WebApplication app)
    {
        app.UseHttpGuards();
        app.MapHealthChecks("/health/live", HealthText.Of("live")).AllowAnonymous();
        app.MapHealthChecks("/health/ready", HealthText.Of("ready")).AllowAnonymous();
        MetricsServer.MapOnto(app);
        return app;
    }

    /// <summary>Runs to the end; gives the exit code, which is 1 where a service of the process has failed: what starts it again may ask.</summary>
    public static async Task<int> RunToExitCodeAsync(this WebApplication app, CancellationToken cancellationToken = default)
    {
        var services = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        await ((IHost)app).RunAsync(cancellationToken);
        return services.Any(service => service.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
    }
}
