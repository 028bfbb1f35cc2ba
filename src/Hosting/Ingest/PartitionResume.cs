using Slams.Streaming.Log;

namespace Slams.Hosting.Ingest;

/// <summary>What one partition of a source's topic may have before or after the others: its last progress, and what follows it.</summary>
internal sealed class PartitionResume
{
    private readonly Queue<StoredRecord> _behind = new();
    private Dictionary<(string? Key, string Value), int>? _held;
    // What was said last without a place, since the last place.
    private bool? _announcedEnd;

    /// <summary>The last that the partition has been told; null when it has been told nothing.</summary>
    public ResumeNote? Last { get; private set; }

    /// <summary>Whether that is the end of the source.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether readers of the log take the source for ended: by its own word, or by that of another that goes on with its files.</summary>
    public bool IsClosed => _announcedEnd ?? Ended;

    /// <summary>Whether the log tells anything of the source here, be it only that it has something to read.</summary>
    public bool IsKnown => Last is not null || _announcedEnd is not null;

    /// <summary>How often it has been told a place.</summary>
    public int Times { get; private set; }

    /// <summary>Whether observations follow the last place that the source has not offered again.</summary>
    public bool HasMore => _behind.Count > 0 || _held?.Count > 0;

    /// <summary>A progress record of the source.</summary>
    public void Told(ResumeNote note)
    {
        Times++;
        Last = note;
        Ended = note.Place.End;
        _announcedEnd = null;
        _behind.Clear();
    }

    /// <summary>
    /// Progress without a place. It may announce that the source has more to read: its end is to be told again then. An end without a place is told by others:
    /// the source itself has more to say.
    /// </summary>
    public void Announced(bool end) => (Ended, _announcedEnd) = (Ended && end, end);

    /// <summary>An observation of the source.</summary>
    public void Holds(StoredRecord record) => _behind.Enqueue(record);

    /// <summary>Takes the place of another: the partition was made after it, or has been emptied since.</summary>
    public void StartAt(ResumeNote? note) => (Last, Ended) = (note, note?.Place.End == true && _announcedEnd != false);

    /// <summary>
    /// Whether an observation of which the partition has not been told is there all the same. It need not be the next: files that no
    /// progress tells of may come in another order now. What is different in anything is written: better twice than not at all.
    /// </summary>
    public bool HasAlready(LogRecord record)
    {
        // Only of the last batch, and only when it is asked for: a scan passes the observations of a year.
        _held ??= _behind.GroupBy(held => (held.Key, Convert.ToHexString(held.Value.Span))).ToDictionary(group => group.Key, group => group.Count());
        _behind.Clear();
        if (_held.Count == 0 || (record.Key, Convert.ToHexString(record.Value.Span)) is var key && !_held.TryGetValue(key, out var count))
        {
            return false;
        }

        if (count == 1)
        {
            _held.Remove(key);
        }
        else
        {
            _held[key] = count - 1;
        }

        return true;
    }
}
