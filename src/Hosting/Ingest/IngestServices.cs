using Slams.Hosting.Leadership;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Hosting.Ingest;

/// <summary>What every ingest worker of a host uses.</summary>
/// <param name="Log">The log.</param>
/// <param name="Topics">Its topics.</param>
/// <param name="Connection">Keeps workers on the log.</param>
/// <param name="Single">Lets one instance read a source as a whole.</param>
/// <param name="Shared">Shares out a source among instances.</param>
/// <param name="Metrics">Counts.</param>
/// <param name="Time">The clock.</param>
/// <param name="First">What is waited for before a source is read.</param>
public sealed record IngestServices(
    IEventLog Log, Topics Topics, LogConnection Connection, SingleActive Single, SharedActive Shared, PipelineMetrics Metrics, TimeProvider Time,
    IEnumerable<IStartsFirst> First);
