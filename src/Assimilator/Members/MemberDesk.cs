using Slams.Core.Analyses;

namespace Slams.Assimilator.Members;

/// <summary>
/// Where the jobs that this process does come together, those of the log and those of its own cycles: never more side by side than it has threads, and no job of a cycle
/// that is done. Safe to use from several threads.
/// </summary>
public sealed class MemberDesk : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _inHand = [];
    private readonly TaskCompletionSource<IMemberAnalyst> _analyst = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HashSet<string> _settled = [];
    private SemaphoreSlim? _threads;

    /// <summary>The analyst, once it is there; never where members cannot be sampled in jobs.</summary>
    internal Task<IMemberAnalyst> Analyst => _analyst.Task;

    /// <summary>The model is loaded.</summary>
    internal void Open(IMemberAnalyst analyst)
    {
        _threads = new SemaphoreSlim(analyst.Threads);
        _analyst.TrySetResult(analyst);
    }

    /// <summary>Does a job when a thread is free.</summary>
    internal async Task<MemberSamples> SampleAsync(MemberJob job, CancellationToken cancellationToken)
    {
        var analyst = await _analyst.Task.WaitAsync(cancellationToken);
        await _threads!.WaitAsync(cancellationToken);
        Note(list => list.Add(job.Id));
        try
        {
            return await Task.Run(() => analyst.Sample(job, cancellationToken), cancellationToken);
        }
        finally
        {
            Note(list => list.Remove(job.Id));
            _threads.Release();
        }
    }

    /// <summary>Whether a job is being done here.</summary>
    internal bool IsInHand(string job)
    {
        lock (_gate)
        {
            return _inHand.Contains(job);
        }
    }

    /// <summary>Whether all is there that a job was for.</summary>
    internal bool IsSettled(string job)
    {
        lock (_gate)
        {
            return _settled.Contains(job);
        }
    }

    /// <summary>These jobs, in place of those before, are of no use any more.</summary>
    internal void Settle(IEnumerable<string> jobs)
    {
        lock (_gate)
        {
            _settled = [.. jobs];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _threads?.Dispose();

    private void Note(Action<List<string>> change)
    {
        lock (_gate)
        {
            change(_inHand);
        }
    }
}
