using Slams.Publisher.Catalogue;
using Slams.Publisher.Feed;

namespace Slams.Publisher.Delivery;

/// <summary>The lane of what is served, and one for each export.</summary>
internal sealed class DeliveryLanes(IEnumerable<IAnalysisSink> sinks, IEnumerable<IExportSink> exports, ConfiguredExports configured, CatalogueGate gate, DeliveryTools tools)
{
    /// <summary>Files and catalogue, which the API serves from: readiness and liveness follow it.</summary>
    public DeliveryLane Served { get; } = new("served", new FeedPlace(tools.Options.Group, SetsAside: true), sinks, gate, tools);

    /// <summary>The exports; each reads the log in a group of its own.</summary>
    public IReadOnlyList<DeliveryLane> Exports { get; } =
    [
        .. configured.Sinks.Concat(exports).Select(sink => new DeliveryLane(
            sink.Name, new FeedPlace($"{tools.Options.Group}-{sink.Name}", SetsAside: false), [sink], new ExportGate(), tools)),
    ];

    /// <summary>All of them.</summary>
    public IEnumerable<DeliveryLane> All => Exports.Prepend(Served);
}
