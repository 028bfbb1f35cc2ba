using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Slams.Assimilator;
using Slams.Hosting;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;
using Slams.Publisher;

namespace Slams.Cli.Replay;

/// <summary>Hosts the four workers in one process, with or without the HTTP side of the publisher.</summary>
internal static class ReplayHost
{
    /// <summary>Builds a host for a plan.</summary>
    public static IHost Build(IEnumerable<KeyValuePair<string, string?>> settings, bool serve)
    {
        if (!serve)
        {
            var headless = Host.CreateApplicationBuilder();
            headless.Configuration.AddInMemoryCollection(settings);
            AddWorkers(headless);
            headless.AddPublisher();
            return headless.Build();
        }

        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        AddWorkers(builder);
        builder.AddPublisher();
        var app = builder.Build();
        app.MapPublisher();
        return app;
    }

    /// <summary>Adds ingest and assimilator.</summary>
    public static void AddWorkers(IHostApplicationBuilder builder)
    {
        builder.AddSlamsDefaults();
        builder.AddStationIngest();
        builder.AddSatelliteIngest();
        builder.AddAssimilator();
    }
}
