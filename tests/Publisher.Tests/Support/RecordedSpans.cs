using System.Collections.Concurrent;
using System.Diagnostics;

namespace Slams.Testing;

/// <summary>
/// Records the spans of whatever was started where it was made; tests beside it, which share the process, are not traced.
/// </summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly AsyncLocal<bool> _within = new() { Value = true };
    private readonly ConcurrentBag<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public RecordedSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Slams.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                _within.Value ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = _spans.Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Spans that have ended.</summary>
    public IReadOnlyList<Activity> Ended => [.. _spans];

    public void Dispose() => _listener.Dispose();
}
