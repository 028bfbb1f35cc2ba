using Slams.Core.Observations;

namespace Slams.Hosting.Ingest;

/// <summary>What a source has read: read = used + flagged + dead-lettered. Readable from any thread.</summary>
public sealed class IngestCounts
{
    private readonly long[] _flags = new long[Enum.GetValues<QualityFlag>().Max(f => (int)f) + 1];
    private readonly Lock _times = new();
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

    /// <summary>Time of the earliest observation that is in time; null before there is one.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>Time of the latest observation that is in time.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>Whether the source has been read to its end.</summary>
    public bool Ended { get; internal set; }

    /// <summary>Counts an observation.</summary>
    public void Add(QualityFlag flag, DateTimeOffset? eventTime)
    {
        Interlocked.Increment(ref _flags[(int)flag]);
        if (eventTime is { } time && flag != QualityFlag.Late)
        {
            // Shares of a source count into one.
            lock (_times)
            {
                First = First is { } first && first <= time ? first : time;
                Last = Last is { } last && last >= time ? last : time;
            }
        }
    }

    /// <summary>Counts something unreadable.</summary>
    public void AddDeadLetter() => Interlocked.Increment(ref _deadLetters);
}
