using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>An observation found late: its record says by how much.</summary>
/// <param name="Observation">The observation.</param>
/// <param name="By">How late it is.</param>
internal sealed record LateItem(IngestItem Observation, TimeSpan By) : IngestItem(Observation)
{
    /// <inheritdoc/>
    public override LogRecord ToRecord(TimeSpan? lateBy) => Observation.ToRecord(lateBy).WithLateBy(By);
}
