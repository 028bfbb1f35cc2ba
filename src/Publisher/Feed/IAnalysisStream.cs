using Slams.Streaming.Log;

namespace Slams.Publisher.Feed;

/// <summary>Analyses in the order in which they were appended, from the committed position on.</summary>
internal interface IAnalysisStream : IAsyncDisposable
{
    /// <summary>Whether this instance publishes; another one of its group does otherwise, and nothing comes.</summary>
    bool IsActive { get; }

    /// <summary>How often another instance may have published since the stream was opened, as known after the last read.</summary>
    int Losses { get; }

    /// <summary>When the log was last polled.</summary>
    DateTimeOffset LastPoll { get; }

    /// <summary>Records not read yet; null before it is known.</summary>
    long? Lag { get; }

    /// <summary>Next analyses, or none when <paramref name="maxWait"/> has passed.</summary>
    Task<IReadOnlyList<IncomingAnalysis>> ReadAsync(TimeSpan maxWait, CancellationToken cancellationToken);

    /// <summary>Marks everything before a position as published.</summary>
    /// <exception cref="LostPartitionException">Another instance publishes, or has since this was read.</exception>
    Task CommitAsync(LogPosition next, CancellationToken cancellationToken);
}
