using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Slams.Assimilator;
using Slams.Hosting;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;
using Slams.Publisher;

namespace Slams.Cli.Configuration;

/// <summary>The host of <c>slams run</c>, with all workers or some.</summary>
internal static class ServiceHost
{
    /// <summary>Names of the workers.</summary>
    public const string Stations = "stations", Satellite = "satellite", Assimilator = "assimilator", Publisher = "publisher";

    private static readonly string[] SectionsWithModel = [StationIngest.Section, SatelliteIngest.Section, AssimilatorOptions.Section, "Publisher"];

    public static IReadOnlyList<string> Workers { get; } = [Stations, Satellite, Assimilator, Publisher];

    /// <summary>A builder with the settings and the workers.</summary>
    /// <param name="settings">Arguments of the form <c>--Section:Key=Value</c>.</param>
    /// <param name="model">Model folder where the settings name none; null for none.</param>
    /// <param name="workers">Which workers.</param>
    public static WebApplicationBuilder Create(string[] settings, string? model, IReadOnlyCollection<string> workers)
    {
        var builder = WebApplication.CreateBuilder();
        if (model is not null)
        {
            builder.Configuration.AddInMemoryCollection(
                SectionsWithModel
                    .Where(section => builder.Configuration[$"{section}:ModelFolder"] is null)
                    .Select(section => KeyValuePair.Create<string, string?>(
                        $"{section}:ModelFolder",
                        model == AssimilatorOptions.NoModel && section != AssimilatorOptions.Section ? BundledFiles.Model : model)));
        }

        builder.Configuration.AddCommandLine(settings);
        builder.AddSlamsDefaults();
        if (workers.Contains(Stations))
        {
            builder.AddStationIngest();
        }

        if (workers.Contains(Satellite))
        {
            builder.AddSatelliteIngest();
        }

        if (workers.Contains(Assimilator))
        {
            builder.AddAssimilator();
        }

        if (workers.Contains(Publisher))
        {
            builder.AddPublisher();
        }

        return builder;
    }
}
