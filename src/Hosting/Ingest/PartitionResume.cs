using Slams.Streaming.Log;

namespace Slams.Hosting.Ingest;

/// <summary>How far one partition of a source's topic has come.</summary>
internal sealed class PartitionResume
{
    private readonly Queue<StoredRecord> _behind = new();

    /// <summary>The furthest place that the partition has been told.</summary>
    public ResumePlace Place { get; private set; } = ResumePlace.Start;

    /// <summary>Whether the last it was told is the end of the source.</summary>
    public bool Ended { get; private set; }

    /// <summary>How often it has been told a place.</summary>
    public int Times { get; private set; }

    /// <summary>Whether observations follow the last place.</summary>
    public bool HasMore => _behind.Count > 0;

    /// <summary>A progress record of the source.</summary>
    public void Told(ResumePlace place)
    {
        Times++;
        Ended = place.End;
        Place = place.IsAfter(Place) ? place : Place;
        _behind.Clear();
    }

    /// <summary>An observation of the source.</summary>
    public void Holds(StoredRecord record) => _behind.Enqueue(record);

    /// <summary>Takes the place of others: the partition was made after them.</summary>
    public void StartAt(ResumePlace place, bool ended) => (Place, Ended) = (place, ended);

    /// <summary>Whether a progress record is still to be written.</summary>
    public bool Misses(ResumePlace place) => place.IsAfter(Place) || (place.End && !Ended);

    /// <summary>
    /// Whether an observation at a place is still to be written. Those beyond the place told are in the partition in the order in
    /// which they are offered here.
    /// </summary>
    public bool Misses(ResumePlace place, LogRecord record)
    {
        if (!place.IsAfter(Place))
        {
            return false;
        }

        if (!_behind.TryPeek(out var held))
        {
            return true;
        }

        if (held.Key == record.Key && held.Value.Span.SequenceEqual(record.Value.Span))
        {
            _behind.Dequeue();
            return false;
        }

        // The source reads otherwise than before: better twice than not at all, since copies are recognised.
        _behind.Clear();
        return true;
    }
}
