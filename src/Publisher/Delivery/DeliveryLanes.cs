using Slams.Publisher.Catalogue;
using Slams.Publisher.Feed;

namespace Slams.Publisher.Delivery;

/// <summary>The lane of what is served, where anything is, and one for each export.</summary>
internal sealed class DeliveryLanes
{
    public DeliveryLanes(
        IEnumerable<IAnalysisSink> sinks, IEnumerable<IExportSink> exports, ConfiguredExports configured, CatalogueGate gate, DeliveryTools tools)
    {
        Served = tools.Options.Files ? new DeliveryLane("served", new FeedPlace(tools.Options.Group, SetsAside: true), sinks, gate, tools) : null;
        var newest = new NewestExported();
        Exports = [.. configured.Sinks.Concat(exports).Select(Export)];

        DeliveryLane Export(IExportSink sink, int number)
        {
            // One lane sets aside what cannot be read.
            var place = new FeedPlace($"{tools.Options.Group}-{sink.Name}", SetsAside: Served is null && number == 0);
            return new DeliveryLane(sink.Name, place, [sink], Served is null ? new ExportsAloneGate(place, newest, tools) : new ExportGate(), tools);
        }
    }

    /// <summary>Files and catalogue, which the API serves from; null where the publisher has its exports alone.</summary>
    public DeliveryLane? Served { get; }

    /// <summary>The exports; each reads the log in a group of its own.</summary>
    public IReadOnlyList<DeliveryLane> Exports { get; }

    /// <summary>Those that readiness and liveness go by: what is served, else the exports together.</summary>
    public IReadOnlyList<DeliveryLane> Essential => Served is null ? Exports : [Served];

    /// <summary>All of them.</summary>
    public IEnumerable<DeliveryLane> All => Served is null ? Exports : Exports.Prepend(Served);
}
