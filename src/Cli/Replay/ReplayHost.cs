using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slams.Assimilator;
using Slams.Hosting;
using Slams.Hosting.Replay;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;
using Slams.Publisher;

namespace Slams.Cli.Replay;

/// <summary>Hosts the four workers in one process, with or without the HTTP side of the publisher.</summary>
internal static class ReplayHost
{
    /// <summary>Builds a host for a plan.</summary>
    /// <param name="settings">The plan as configuration.</param>
    /// <param name="serve">Whether the publisher serves HTTP.</param>
    /// <param name="range">What to replay of the log; null reads files.</param>
    public static IHost Build(IEnumerable<KeyValuePair<string, string?>> settings, bool serve, LogRange? range)
    {
        if (!serve)
        {
            var headless = Host.CreateApplicationBuilder();
            headless.Configuration.AddInMemoryCollection(settings);
            AddWorkers(headless, range);
            headless.AddPublisher();
            return headless.Build();
        }

        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        AddWorkers(builder, range);
        builder.AddPublisher();
        var app = builder.Build();
        app.MapPublisher();
        return app;
    }

    /// <summary>Adds ingest, or the replay of a log in its place, and assimilator.</summary>
    public static void AddWorkers(IHostApplicationBuilder builder, LogRange? range = null)
    {
        builder.AddSlamsDefaults();
        if (range is null)
        {
            builder.AddStationIngest();
            builder.AddSatelliteIngest();
        }
        else
        {
            builder.Services.AddSingleton(range);
            builder.Services.AddSingleton<LogReplayService>();
            builder.Services.AddHostedService(provider => provider.GetRequiredService<LogReplayService>());
        }

        builder.AddAssimilator();
    }
}
