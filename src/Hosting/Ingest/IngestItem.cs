using Slams.Core.Observations;
using Slams.Streaming.Log;

namespace Slams.Hosting.Ingest;

/// <summary>One thing read from a source: an observation or something unreadable.</summary>
/// <param name="File">File it came from; sources deliver each file whole before the next, in any order.</param>
/// <param name="EventTime">Time of observation; null when it has none that can be used.</param>
/// <param name="Flag">Verdict of the quality control.</param>
/// <param name="ToRecord">Makes the record; the argument says by how much the observation is late, null if in time.</param>
/// <param name="Unreadable">Set instead of an observation when nothing could be read.</param>
public sealed record IngestItem(
    string File, DateTimeOffset? EventTime, QualityFlag Flag, Func<TimeSpan?, LogRecord> ToRecord, DeadLetter? Unreadable = null)
{
    /// <summary>Format of the file, for metrics.</summary>
    public string Format { get; init; } = "";

    /// <summary>Something unreadable.</summary>
    /// <param name="file">File it came from.</param>
    /// <param name="unreadable">What is said of it.</param>
    public static IngestItem Of(string file, DeadLetter unreadable) =>
        new(file, null, QualityFlag.Missing, _ => throw new InvalidOperationException("There is no observation."), unreadable);
}
