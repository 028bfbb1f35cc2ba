namespace Slams.Core.Windows;

/// <summary>
/// Which records were rejected for a time too far ahead. A restart may read them again: time has gone on then, and they would pass. Runs
/// are kept as one, so that a source whose clock is wrong costs no more than a single record.
/// </summary>
internal sealed class RejectedOffsets
{
    private readonly Dictionary<SourcePartition, OffsetSpan[]> _before;
    private readonly Dictionary<SourcePartition, List<OffsetSpan>> _spans;

    public RejectedOffsets(WindowResume? resume)
    {
        _before = (resume?.Rejected ?? []).GroupBy(span => span.Partition).ToDictionary(spans => spans.Key, spans => spans.OrderBy(span => span.Start).ToArray());
        _spans = _before.ToDictionary(spans => spans.Key, spans => spans.Value.ToList());
    }

    /// <summary>Whether a record was rejected before the restart.</summary>
    public bool WasRejected(SourceOffset at)
    {
        if (_before.Count == 0 || !_before.TryGetValue(at.Partition, out var spans))
        {
            return false;
        }

        var (low, high) = (0, spans.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = spans[middle].End <= at.Offset ? (middle + 1, high) : (low, middle);
        }

        return low < spans.Length && spans[low].Start <= at.Offset;
    }

    /// <summary>Notes one, in the order of its partition.</summary>
    public void Add(SourceOffset at)
    {
        if (!_spans.TryGetValue(at.Partition, out var spans))
        {
            _spans.Add(at.Partition, spans = []);
        }

        if (spans.Count > 0 && spans[^1].End == at.Offset)
        {
            spans[^1] = spans[^1] with { End = at.Offset + 1 };
        }
        else
        {
            spans.Add(new OffsetSpan(at.Partition, at.Offset, at.Offset + 1));
        }
    }

    /// <summary>Forgets what no restart reads again.</summary>
    public void Forget(PartitionOffset lowWater)
    {
        if (_spans.TryGetValue(lowWater.Partition, out var spans))
        {
            spans.RemoveAll(span => span.End <= lowWater.Offset);
        }
    }

    /// <summary>All, to be stored.</summary>
    public IReadOnlyList<OffsetSpan> ToResume() => [.. _spans.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value)];
}
