using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Slams.Assimilator;
using Slams.Cli.Configuration;
using Slams.Hosting;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;
using Slams.Publisher;

namespace Slams.Chart.Tests.Support;

/// <summary>A worker as the source has it: what it is called, what it may be told, and how it reads that.</summary>
/// <param name="Component">Its component in the chart.</param>
/// <param name="Project">Its project.</param>
/// <param name="Reader">Who reads the sections that are its own, as the reference of the configuration has it.</param>
/// <param name="AddTo">Adds it to a host.</param>
internal sealed record KnownWorker(string Component, string Project, string Reader, Action<WebApplicationBuilder> AddTo)
{
    public static IReadOnlyList<KnownWorker> All { get; } =
    [
        new("assimilator", "Assimilator", "assimilator", builder => builder.AddAssimilator()),
        new("ingest-stations", "Ingest.Stations", "station ingest", builder => builder.AddStationIngest()),
        new("ingest-satellite", "Ingest.Satellite", "satellite ingest", builder => builder.AddSatelliteIngest()),
        new("publisher", "Publisher", "publisher", builder => builder.AddPublisher()),
    ];

    /// <summary>Key of the address it listens on.</summary>
    public string UrlKey => Component == "publisher" ? "Publisher:Url" : "Worker:Url";

    /// <summary>The options that a section of its settings is bound to; null where it reads no such section.</summary>
    public Type? TypeOf(string section) =>
        KnownSections.All.SingleOrDefault(known => known.Name == section && (known.ReadBy == KnownSections.Every || known.ReadBy == Reader))?.Type;

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
