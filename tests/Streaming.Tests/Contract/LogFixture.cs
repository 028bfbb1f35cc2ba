using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Contract;

/// <summary>Makes event logs of one engine for the contract tests.</summary>
public abstract class LogFixture : IAsyncDisposable
{
    /// <summary>Why transactions cannot be shown here; null where they can.</summary>
    public virtual string? NoTransactions => null;

    /// <summary>Why time look-ups cannot be shown here; null where they can.</summary>
    public virtual string? NoTimeLookup => null;

    /// <summary>Partitions of every topic made by the tests.</summary>
    public virtual int Partitions => 4;

    /// <summary>Why a partition is not sent to and fro; null where it takes a moment.</summary>
    public virtual string? SlowRebalances => null;

    /// <summary>How soon a dead member is noticed.</summary>
    public virtual TimeSpan SessionTimeout => TimeSpan.FromMilliseconds(600);

    /// <summary>Opens the log once more: what another process would hold.</summary>
    public abstract IEventLog Open();

    /// <summary>Makes the topic of one partition that decides who of a group holds everything.</summary>
    public virtual Task EnsureLeaderTopicAsync(IEventLog log, string topic, CancellationToken cancellationToken) =>
        log.EnsureTopicAsync(topic, 1, cancellationToken);

    /// <summary>Lets a reader die without leaving its group.</summary>
    public abstract Task KillAsync(IEventLog log, ILogReader reader);

    public abstract ValueTask DisposeAsync();
}
