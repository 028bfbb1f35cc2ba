using System.Collections.Concurrent;

namespace Slams.Hosting.Leadership;

/// <summary>Which workers of this process are active and which stand by, for health. Readable from any thread.</summary>
public sealed class ActiveWorkers
{
    private readonly ConcurrentDictionary<string, bool> _workers = new(StringComparer.Ordinal);

    /// <summary>In words; empty before any worker has asked for its place.</summary>
    public string Description => string.Join("; ", _workers
        .OrderBy(worker => worker.Key, StringComparer.Ordinal)
        .Select(worker => worker.Value ? $"{worker.Key}: active" : $"{worker.Key}: standby, ready to take over"));

    /// <summary>Notes what a worker is.</summary>
    public void Set(string worker, bool active) => _workers[worker] = active;

    /// <summary>The worker has ended.</summary>
    public void Remove(string worker) => _workers.TryRemove(worker, out _);
}
