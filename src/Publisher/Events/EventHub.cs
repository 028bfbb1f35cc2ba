using Microsoft.Extensions.Options;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Events;

/// <summary>Passes events to every client without waiting for any, and remembers recent ones for those who come back.</summary>
internal sealed class EventHub(IOptions<PublisherOptions> options, PublisherMetrics metrics)
{
    /// <summary>Events remembered for clients that resume.</summary>
    internal const int HistoryLength = 256;

    private readonly Lock _lock = new();
    private readonly Queue<AnalysisEvent> _history = new();
    private readonly HashSet<EventSubscription> _subscriptions = [];

    public void Announce(CycleSummary summary)
    {
        var next = new AnalysisEvent(summary.EventId, summary);
        lock (_lock)
        {
            _history.Enqueue(next);
            if (_history.Count > HistoryLength)
            {
                _history.Dequeue();
            }

            foreach (var slow in _subscriptions.Where(subscription => !subscription.Offer(next)).ToList())
            {
                _subscriptions.Remove(slow);
                slow.CutOff();
                metrics.EventClientDropped();
            }

            metrics.EventClients(_subscriptions.Count);
        }
    }

    /// <summary>
    /// Subscribes from the event after <paramref name="lastEventId"/>; an identifier no longer remembered gets all that is.
    /// Returns null when there are too many clients.
    /// </summary>
    public EventSubscription? Subscribe(string? lastEventId, out IReadOnlyList<AnalysisEvent> missed)
    {
        lock (_lock)
        {
            missed = [];
            if (_subscriptions.Count >= options.Value.MaxEventClients)
            {
                return null;
            }

            // The snapshot and the subscription are taken under one lock: nothing is missed and nothing doubled between them.
            if (!string.IsNullOrEmpty(lastEventId))
            {
                var all = _history.ToList();
                // A cycle that is published again in the same revision has the same identifier: better once more than not at all.
                missed = all[(all.FindIndex(e => e.Id == lastEventId) + 1)..];
            }

            var subscription = new EventSubscription(options.Value.EventBuffer, Leave);
            _subscriptions.Add(subscription);
            metrics.EventClients(_subscriptions.Count);
            return subscription;
        }
    }

    private void Leave(EventSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.Remove(subscription);
            metrics.EventClients(_subscriptions.Count);
        }
    }
}
