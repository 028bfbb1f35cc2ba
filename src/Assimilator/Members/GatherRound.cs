using Slams.Assimilator.Observability;
using Slams.Core.Analyses;

namespace Slams.Assimilator.Members;

/// <summary>The jobs of one cycle and what has come of them. What is being sampled here ends with the round. Not safe to use from several threads.</summary>
internal sealed class GatherRound : IAsyncDisposable
{
    private readonly IReadOnlyList<MemberJob> _jobs;
    private readonly MemberDesk _desk;
    private readonly MemberMetrics _metrics;
    private readonly Dictionary<string, MemberJob> _missing;
    private readonly Dictionary<string, IReadOnlyList<float[]>> _samples = [];
    private readonly Dictionary<string, Own> _own = [];
    private readonly HashSet<string> _declined = [];

    /// <summary>Begins a round.</summary>
    /// <param name="jobs">Its jobs.</param>
    /// <param name="known">Samples that are known, by job; those of other jobs are of no use.</param>
    /// <param name="desk">Samples here.</param>
    /// <param name="metrics">Told where samples come from.</param>
    public GatherRound(IReadOnlyList<MemberJob> jobs, IReadOnlyDictionary<string, IReadOnlyList<float[]>> known, MemberDesk desk, MemberMetrics metrics)
    {
        (_jobs, _desk, _metrics) = (jobs, desk, metrics);
        _missing = jobs.ToDictionary(job => job.Id);
        foreach (var job in jobs)
        {
            if (known.TryGetValue(job.Id, out var windows))
            {
                _samples.Add(job.Id, windows);
                _missing.Remove(job.Id);
            }
        }
    }

    /// <summary>Name of the round.</summary>
    public string Name => _jobs[0].Id;

    /// <summary>Jobs without samples, in their order.</summary>
    public IReadOnlyList<MemberJob> Missing => [.. _jobs.Where(job => _missing.ContainsKey(job.Id))];

    /// <summary>Of these, those that others do not do.</summary>
    public IReadOnlyList<MemberJob> Declined => [.. Missing.Where(job => _declined.Contains(job.Id))];

    /// <summary>Samples by job.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<float[]>> Samples => _samples;

    /// <summary>Samples of all members, in the order of the jobs.</summary>
    public float[][] Members => [.. _jobs.SelectMany(job => _samples[job.Id])];

    /// <summary>Whether the samples of a job are wanted.</summary>
    public bool Wants(string? job) => job is not null && _missing.ContainsKey(job);

    /// <summary>Takes what has come over the log; what does not answer its job counts as declined.</summary>
    public void Take(MemberSamples samples)
    {
        if (!_missing.TryGetValue(samples.JobId, out var job))
        {
            return;
        }

        if (!samples.Answer(job))
        {
            _declined.Add(job.Id);
            return;
        }

        Accept(samples, SampleOrigin.Shared);
    }

    /// <summary>What has come for a job cannot be used.</summary>
    public void Decline(string job) => _declined.Add(job);

    /// <summary>Begins to sample jobs here, unless that has begun.</summary>
    public void SampleHere(IEnumerable<MemberJob> jobs, SampleOrigin why, CancellationToken cancellationToken)
    {
        foreach (var job in jobs.Where(job => !_own.ContainsKey(job.Id)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _own.Add(job.Id, new Own(_desk.SampleAsync(job, stop.Token), why, stop));
        }
    }

    /// <summary>Takes what has been sampled here; fails where that has failed.</summary>
    public async Task TakeOwnAsync()
    {
        foreach (var own in _own.Values.Where(own => own.Task.IsCompleted && !own.Stop.IsCancellationRequested).ToArray())
        {
            var samples = await own.Task;
            if (_missing.ContainsKey(samples.JobId))
            {
                Accept(samples, own.Why);
            }
        }
    }

    /// <summary>Waits for the next that is sampled here.</summary>
    public Task NextOwnAsync() => Task.WhenAny(_own.Where(own => _missing.ContainsKey(own.Key)).Select(own => own.Value.Task));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var own in _own.Values)
        {
            await own.Stop.CancelAsync();
            await ((Task)own.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            own.Stop.Dispose();
        }
    }

    private void Accept(MemberSamples samples, SampleOrigin origin)
    {
        _samples.Add(samples.JobId, samples.Windows);
        _missing.Remove(samples.JobId);
        _metrics.Gathered(origin);
        if (_own.TryGetValue(samples.JobId, out var own))
        {
            // Where another was first, the thread is free for what is still missing.
            own.Stop.Cancel();
        }
    }

    private sealed record Own(Task<MemberSamples> Task, SampleOrigin Why, CancellationTokenSource Stop);
}
