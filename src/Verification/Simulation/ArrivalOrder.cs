namespace Slams.Verification.Simulation;

/// <summary>Puts reports into the order of their arrival while holding back no more than the delays demand.</summary>
internal sealed class ArrivalOrder
{
    private readonly PriorityQueue<SimulatedReport, (DateTimeOffset Arrival, long Sequence)> _waiting = new();
    private long _sequence;

    /// <summary>Adds a report.</summary>
    public void Add(SimulatedReport report) => _waiting.Enqueue(report, (report.Arrival, _sequence++));

    /// <summary>Takes the reports that arrived before a time, in order.</summary>
    public IEnumerable<SimulatedReport> TakeBefore(DateTimeOffset time)
    {
        while (_waiting.TryPeek(out var report, out _) && report.Arrival < time)
        {
            yield return _waiting.Dequeue();
        }
    }
}
