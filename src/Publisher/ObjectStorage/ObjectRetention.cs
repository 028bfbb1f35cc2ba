using Slams.Publisher.Files;

namespace Slams.Publisher.ObjectStorage;

/// <summary>
/// Removes the objects of cycles that are not kept from a bucket, going by what it lists: those of this layout, and no others. Where runs have
/// objects of their own each is judged by its own cycles, so that a live run leaves a replay of old observations alone. It looks again when the
/// newest cycle of the run has moved; what could not be removed is tried again then, and holds nothing up meanwhile.
/// </summary>
internal sealed class ObjectRetention
{
    /// <summary>Most objects that one cycle has removed: after it has been turned on, the first cycles must not wait for all of the past.</summary>
    public const int Batch = 1000;

    private const int AtATime = 8;

    private readonly CycleObjects _objects;
    private readonly Bucket _bucket;
    private readonly RetentionPolicy _policy;
    private readonly RetentionReports _reports;
    private readonly Dictionary<string, (string Newest, string? FirstKept)> _runs = new(StringComparer.Ordinal);

    /// <summary>Retention of a bucket.</summary>
    /// <param name="objects">Which objects are those of cycles.</param>
    /// <param name="bucket">Where they lie.</param>
    /// <param name="policy">Which are kept.</param>
    /// <param name="reports">Told of what is removed, and of what cannot be.</param>
    public ObjectRetention(CycleObjects objects, Bucket bucket, RetentionPolicy policy, RetentionReports reports)
    {
        (_objects, _bucket, _policy, _reports) = (objects, bucket, policy, reports);
        if (policy.IsOn)
        {
            reports.Expect();
        }
    }

    /// <summary>Whether a cycle of a run is older than what is kept: it would be removed again.</summary>
    public async Task<bool> IsRemovedAsync(string cycleKey, string runId, CancellationToken cancellationToken)
    {
        if (_policy.IsOn && !_runs.ContainsKey(Own(runId)))
        {
            await ApplyAsync("", runId, cancellationToken);
        }

        return string.CompareOrdinal(cycleKey, _runs.GetValueOrDefault(Own(runId)).FirstKept) < 0;
    }

    /// <summary>Removes what is not kept now that a cycle of a run is there.</summary>
    public Task ApplyAsync(string cycleKey, string runId, CancellationToken cancellationToken) =>
        !_policy.IsOn || (_runs.TryGetValue(Own(runId), out var known) && string.CompareOrdinal(cycleKey, known.Newest) <= 0)
            ? Task.CompletedTask
            : _reports.RunAsync(_bucket.Name, () => RemoveAsync(runId, cancellationToken), cancellationToken);

    private string Own(string runId) => _objects.TellsRuns ? runId : "";

    private async Task RemoveAsync(string runId, CancellationToken cancellationToken)
    {
        var found = new List<(string Key, string Cycle)>();
        await foreach (var key in _bucket.ListAsync(_objects.Start, cancellationToken))
        {
            if (_objects.CycleOf(key, runId) is { } cycle)
            {
                found.Add((key, cycle));
            }
        }

        var cycles = found.Select(item => item.Cycle).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        // Also when the removal fails: what is too old must not be put again.
        var firstKept = _policy.FirstKept(cycles);
        _runs[Own(runId)] = (_runs.GetValueOrDefault(Own(runId)).Newest ?? "", firstKept);
        var old = found.Where(item => string.CompareOrdinal(item.Cycle, firstKept) < 0).OrderBy(item => item.Cycle, StringComparer.Ordinal).Take(Batch).ToList();
        await Parallel.ForEachAsync(
            old, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (item, token) => await _bucket.DeleteAsync(item.Key, token));
        _runs[Own(runId)] = (cycles.LastOrDefault() ?? "", firstKept);
        if (old.Count > 0)
        {
            _reports.Removed(old.Count, firstKept!, _bucket.Name);
        }
    }
}
