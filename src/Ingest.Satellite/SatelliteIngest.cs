using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Slams.Formats.Frames.Abi;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Ingest.Polling;

namespace Slams.Ingest.Satellite;

/// <summary>Adds satellite ingest to a host.</summary>
public static class SatelliteIngest
{
    /// <summary>Configuration section of the source.</summary>
    public const string Section = "Satellite";

    /// <summary>Name of the source.</summary>
    public const string Source = "satellite";

    /// <summary>Adds the worker with the settings of sections <c>Satellite</c> and <c>Abi</c>.</summary>
    public static IHostApplicationBuilder AddSatelliteIngest(this IHostApplicationBuilder builder)
    {
        builder.AddNamedOptions<IngestOptions>(Section);
        builder.AddCheckedOptions<AbiOptions>(AbiOptions.Section);
        builder.Services.TryAddSingleton<PollingFeeds>();
        builder.Services.AddSingleton<SatelliteIngestService>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SatelliteIngestService>());
        return builder;
    }
}
