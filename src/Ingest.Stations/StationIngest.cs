using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Slams.Core.Quality;
using Slams.Formats.Stations;
using Slams.Formats.Stations.Positions;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Ingest.Polling;

namespace Slams.Ingest.Stations;

/// <summary>Adds station ingest to a host.</summary>
public static class StationIngest
{
    /// <summary>Configuration section of the source.</summary>
    public const string Section = "Stations";

    /// <summary>Name of the source.</summary>
    public const string Source = "stations";

    /// <summary>Configuration section of the quality control.</summary>
    public const string QualitySection = "Quality";

    /// <summary>Key of the lapse rate by which the assimilator brings temperatures to the model's surface.</summary>
    public const string LapseRateOfTheAnalysis = "Analysis:LapseRateKPerKm";

    /// <summary>Settings of the quality control as the check against climatology takes them: with the lapse rate of the analysis where they name none.</summary>
    /// <param name="options">The settings, which are written to.</param>
    /// <param name="configuration">All settings of the process. What is no number there is left to the assimilator to refuse.</param>
    public static QualityControlOptions LikeTheAnalysis(QualityControlOptions options, IConfiguration configuration)
    {
        if (options.GrossErrorLapseRateKPerKm is null
            && double.TryParse(configuration[LapseRateOfTheAnalysis], NumberStyles.Float, CultureInfo.InvariantCulture, out var rate))
        {
            options.GrossErrorLapseRateKPerKm = rate;
        }

        return options;
    }

    /// <summary>How the settings say that files are to be read.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clock">Tells when a file comes.</param>
    /// <exception cref="InvalidDataException">The list of positions cannot be read.</exception>
    public static StationReadOptions ReadOptions(IngestOptions options, TimeProvider clock) => new()
    {
        Format = options.Format.Length == 0 ? null : options.Format,
        Positions = options.Positions.Length == 0 ? new Dictionary<string, StationPosition>() : Positions(options.Positions),
        ReferenceTime = options.ReferenceTime,
        Clock = clock,
    };

    /// <summary>Adds the worker with the settings of sections <c>Stations</c> and <c>Quality</c>.</summary>
    public static IHostApplicationBuilder AddStationIngest(this IHostApplicationBuilder builder)
    {
        builder.AddNamedOptions<IngestOptions>(Section);
        builder.AddCheckedOptions<QualityControlOptions>(QualitySection, quality => LikeTheAnalysis(quality, builder.Configuration));
        builder.Services.TryAddSingleton<PollingFeeds>();
        builder.Services.AddSingleton<StationIngestService>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<StationIngestService>());
        return builder;
    }

    private static IReadOnlyDictionary<string, StationPosition> Positions(string path)
    {
        try
        {
            return StationPositionList.Read(path);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{Section}:{nameof(IngestOptions.Positions)}: {exception.Message}", exception);
        }
    }
}
