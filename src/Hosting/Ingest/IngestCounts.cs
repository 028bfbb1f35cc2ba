using Slams.Core.Observations;

namespace Slams.Hosting.Ingest;

/// <summary>What a source has read: read = used + flagged + dead-lettered. Readable from any thread.</summary>
public sealed class IngestCounts
{
    private readonly long[] _flags = new long[Enum.GetValues<QualityFlag>().Max(f => (int)f) + 1];
    private long _deadLetters;

    /// <summary>Things read, readable or not.</summary>
    public long Read => Used + Flagged + DeadLetters;

    /// <summary>Observations that may be assimilated or are withheld for verification.</summary>
    public long Used => Of(QualityFlag.Assimilated) + Of(QualityFlag.Passive);

    /// <summary>Observations flagged by quality control.</summary>
    public long Flagged => _flags.Sum() - Used;

    /// <summary>Things that could not be read.</summary>
    public long DeadLetters => Interlocked.Read(ref _deadLetters);

    /// <summary>Observations with a flag.</summary>
    public long Of(QualityFlag flag) => Interlocked.Read(ref _flags[(int)flag]);

    /// <summary>Counts an observation.</summary>
    public void Add(QualityFlag flag) => Interlocked.Increment(ref _flags[(int)flag]);

    /// <summary>Counts something unreadable.</summary>
    public void AddDeadLetter() => Interlocked.Increment(ref _deadLetters);
}
