using Slams.Core.Observations;
using Slams.Streaming.Log;

namespace Slams.Hosting.Ingest;

/// <summary>One thing read from a source: an observation or something unreadable.</summary>
/// <param name="File">File it came from; sources deliver each file whole before the next, in any order.</param>
/// <param name="EventTime">Time of observation; null when it has none that can be used.</param>
/// <param name="Flag">Verdict of the quality control.</param>
/// <param name="Format">Format of the file, for metrics.</param>
public abstract record IngestItem(string File, DateTimeOffset? EventTime, QualityFlag Flag, string Format = "")
{
    /// <summary>What could not be read; null for an observation.</summary>
    public virtual DeadLetter? Unreadable => null;

    /// <summary>About how many bytes of memory it takes, where that is much more than a reading's.</summary>
    public virtual long Bytes => 0;

    /// <summary>Something unreadable.</summary>
    /// <param name="file">File it came from.</param>
    /// <param name="unreadable">What is said of it.</param>
    public static IngestItem Of(string file, DeadLetter unreadable) => new UnreadableItem(file, unreadable);

    /// <summary>Makes the record of an observation.</summary>
    /// <param name="lateBy">By how much it is late; null if in time.</param>
    /// <exception cref="InvalidOperationException">There is no observation.</exception>
    public abstract LogRecord ToRecord(TimeSpan? lateBy);

    private sealed record UnreadableItem(string File, DeadLetter Letter) : IngestItem(File, null, QualityFlag.Missing)
    {
        public override DeadLetter Unreadable => Letter;

        public override LogRecord ToRecord(TimeSpan? lateBy) => throw new InvalidOperationException("There is no observation.");
    }
}
