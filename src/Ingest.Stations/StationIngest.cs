using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slams.Core.Quality;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Stations;

/// <summary>Adds station ingest to a host.</summary>
public static class StationIngest
{
    /// <summary>Configuration section of the source.</summary>
    public const string Section = "Stations";

    /// <summary>Configuration section of the quality control.</summary>
    public const string QualitySection = "Quality";

    /// <summary>Adds the worker with the settings of sections <c>Stations</c> and <c>Quality</c>.</summary>
    public static IHostApplicationBuilder AddStationIngest(this IHostApplicationBuilder builder)
    {
        builder.AddNamedOptions<IngestOptions>(Section);
        builder.AddCheckedOptions<QualityControlOptions>(QualitySection);
        builder.Services.AddSingleton<StationIngestService>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<StationIngestService>());
        return builder;
    }
}
