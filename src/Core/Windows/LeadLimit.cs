namespace Slams.Core.Windows;

/// <summary>
/// Which partitions are so far ahead of the watermark that reading more of them would only fill memory. One that holds the
/// watermark back, or of which nothing is known, is never among them, so that the watermark always goes on.
/// </summary>
internal sealed class LeadLimit(WindowOptions options)
{
    private readonly HashSet<SourcePartition> _ahead = [];
    private bool _full;

    public IReadOnlySet<SourcePartition> Ahead => _ahead;

    /// <summary>Judges anew.</summary>
    /// <param name="partitions">All partitions.</param>
    /// <param name="fromTicks">The watermark, or the start of the oldest open window while there is none; null when nothing is held.</param>
    /// <param name="items">Items held.</param>
    public void Update(IEnumerable<PartitionState> partitions, long? fromTicks, long items)
    {
        // Going on at less than stopping, here and below: stopping throws away what a client has fetched ahead.
        _full = items >= options.MaxHeld || (_full && items > options.MaxHeld / 4 * 3);
        var limit = _full ? options.Schedule.Interval : options.MaxLead;
        if (fromTicks is not { } from || limit == Timeout.InfiniteTimeSpan)
        {
            _ahead.Clear();
            return;
        }

        foreach (var partition in partitions)
        {
            var lead = (partition.ReachedTicks ?? from) - from;
            if (lead > limit.Ticks)
            {
                _ahead.Add(partition.Partition);
            }
            else if (lead <= limit.Ticks / 2)
            {
                _ahead.Remove(partition.Partition);
            }
        }
    }
}
