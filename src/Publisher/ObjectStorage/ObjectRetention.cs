using Slams.Publisher.Files;

namespace Slams.Publisher.ObjectStorage;

/// <summary>
/// Removes the objects of cycles that are not kept from a bucket, going by what it lists: those of this layout, and no others. It looks again when
/// the newest cycle has moved; what could not be removed is tried again then, and holds nothing up meanwhile.
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
    private string? _newest, _firstKept;

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

    /// <summary>Whether a cycle is older than what is kept: it would be removed again.</summary>
    public async Task<bool> IsRemovedAsync(string cycleKey, CancellationToken cancellationToken)
    {
        if (_policy.IsOn && _newest is null)
        {
            await ApplyAsync("", cancellationToken);
        }

        return string.CompareOrdinal(cycleKey, _firstKept) < 0;
    }

    /// <summary>Removes what is not kept now that a cycle is there.</summary>
    public Task ApplyAsync(string cycleKey, CancellationToken cancellationToken) =>
        !_policy.IsOn || (_newest is not null && string.CompareOrdinal(cycleKey, _newest) <= 0)
            ? Task.CompletedTask
            : _reports.RunAsync(_bucket.Name, () => RemoveAsync(cancellationToken), cancellationToken);

    private async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var found = new List<(string Key, string Cycle)>();
        await foreach (var key in _bucket.ListAsync(_objects.Start, cancellationToken))
        {
            if (_objects.CycleOf(key) is { } cycle)
            {
                found.Add((key, cycle));
            }
        }

        var cycles = found.Select(item => item.Cycle).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        _firstKept = _policy.FirstKept(cycles);
        var old = found.Where(item => string.CompareOrdinal(item.Cycle, _firstKept) < 0).OrderBy(item => item.Cycle, StringComparer.Ordinal).Take(Batch).ToList();
        await Parallel.ForEachAsync(
            old, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (item, token) => await _bucket.DeleteAsync(item.Key, token));
        _newest = cycles.LastOrDefault() ?? "";
        if (old.Count > 0)
        {
            _reports.Removed(old.Count, _firstKept!, _bucket.Name);
        }
    }
}
