namespace Slams.Streaming.Log;

/// <summary>How to read topics in a group.</summary>
public sealed record ReaderOptions
{
    /// <summary>Consumer group; committed offsets belong to it.</summary>
    public required string Group { get; init; }

    /// <summary>Topics to read; created beforehand.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Where a group without committed offsets starts.</summary>
    public StartAt StartAt { get; init; } = StartAt.Earliest;

    /// <summary>Records held in memory before the reader pauses the log.</summary>
    public int BufferRecords { get; init; } = 20_000;

    /// <summary>Bytes of keys and values held in memory before the reader pauses the log.</summary>
    public long BufferBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Null shares the partitions out among the members. Otherwise one member holds all of them and the others stand by: on Kafka
    /// the one that holds the first partition of this topic, which is kept for this and stays empty; the SQLite log needs none.
    /// A member that joins does not take them from one that holds them.
    /// </summary>
    public string? LeaderTopic { get; init; }

    /// <summary>How long a silent member keeps its partitions before others take them over.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Told of records that retention removed before they were read: the topic, and how many by their offsets. Called by the task that
    /// polls.
    /// </summary>
    public Action<string, long>? Overtaken { get; init; }

    /// <summary>
    /// For those who do more with a partition than read it: told once of each loss, by the task that polls, before <see cref="ILogReader.AssignmentChanged"/>
    /// tells of it. A partition that others ask for is theirs only when the task that this returns has ended, or on Kafka after the session timeout; of one that is
    /// lost already it is too late for that. The task must not fail. Not for groups of which one member holds everything.
    /// </summary>
    public Func<IReadOnlyCollection<(string Topic, int Partition)>, Task>? GivingUp { get; init; }
}
