using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Slams.Assimilator;
using Slams.Core.Quality;
using Slams.Diffusion.Analysts;
using Slams.Hosting;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Hosting.Security;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;
using Slams.Publisher;
using Slams.Publisher.Configuration;

namespace Slams.Chart.Tests.Support;

/// <summary>A worker as the source has it: what it is called, what it may be told, and how it reads that.</summary>
/// <param name="Component">Its component in the chart.</param>
/// <param name="Project">Its project.</param>
/// <param name="Sections">Sections of its settings with the classes they are bound to.</param>
/// <param name="AddTo">Adds it to a host.</param>
internal sealed record KnownWorker(string Component, string Project, IReadOnlyDictionary<string, Type> Sections, Action<WebApplicationBuilder> AddTo)
{
    /// <summary>Sections of every worker.</summary>
    public static IReadOnlyDictionary<string, Type> Shared { get; } = new Dictionary<string, Type>
    {
        [EventLogOptions.Section] = typeof(EventLogOptions),
        [RunOptions.Section] = typeof(RunOptions),
        [CycleOptions.Section] = typeof(CycleOptions),
        [MetricsOptions.Section] = typeof(MetricsOptions),
        [AccessOptions.Section] = typeof(AccessOptions),
        [HttpOptions.Section] = typeof(HttpOptions),
    };

    public static IReadOnlyList<KnownWorker> All { get; } =
    [
        new("assimilator", "Assimilator", new Dictionary<string, Type>
        {
            [AssimilatorOptions.Section] = typeof(AssimilatorOptions),
            [AssimilatorRegistration.AnalysisSection] = typeof(AnalystOptions),
        }, builder => builder.AddAssimilator()),
        new("ingest-stations", "Ingest.Stations", new Dictionary<string, Type>
        {
            [StationIngest.Section] = typeof(IngestOptions),
            [StationIngest.QualitySection] = typeof(QualityControlOptions),
        }, builder => builder.AddStationIngest()),
        new("ingest-satellite", "Ingest.Satellite", new Dictionary<string, Type>
        {
            [SatelliteIngest.Section] = typeof(IngestOptions),
        }, builder => builder.AddSatelliteIngest()),
        new("publisher", "Publisher", new Dictionary<string, Type>
        {
            [PublisherOptions.Section] = typeof(PublisherOptions),
        }, builder => builder.AddPublisher()),
    ];

    /// <summary>Key of the address it listens on.</summary>
    public string UrlKey => Component == "publisher" ? "Publisher:Url" : "Worker:Url";

    /// <summary>The worker of a component.</summary>
    public static KnownWorker Of(string component) => All.Single(worker => worker.Component == component);

    /// <summary>A host as the worker's own, with other settings; the model is that of the repository, wherever a container has it.</summary>
    public WebApplication Build(IReadOnlyDictionary<string, string> given)
    {
        var settings = given.ToDictionary(
            one => one.Key, one => one.Key.EndsWith(":ModelFolder", StringComparison.Ordinal) ? Repository.At("models/slams-t30") : one.Value);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings!);
        builder.AddSlamsDefaults();
        AddTo(builder);
        return builder.Build();
    }
}
