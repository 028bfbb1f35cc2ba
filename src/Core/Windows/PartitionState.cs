namespace Slams.Core.Windows;

/// <summary>What is known of one input partition.</summary>
internal sealed class PartitionState(SourcePartition partition, int slot, long handled, long seenTicks)
{
    private readonly Dictionary<string, SourceTrack> _sources = new(StringComparer.Ordinal);
    // Stands for the partition until a source shows up in it.
    private readonly SourceTrack _silent = new(seenTicks);
    private (string Name, SourceTrack Track)? _last;
    private bool _announced;

    public SourcePartition Partition { get; } = partition;

    public int Slot { get; } = slot;

    /// <summary>Before this offset, items of published cycles were dealt with before the restart.</summary>
    public long Handled { get; } = handled;

    /// <summary>Offset after the highest seen; null before the first record.</summary>
    public long? Next { get; private set; }

    public IEnumerable<KeyValuePair<string, SourceTrack>> Sources => _sources;

    public IEnumerable<SourceTrack> Tracks => _sources.Count == 0 ? [_silent] : _sources.Values;

    /// <summary>What the least advanced of its sources has reached, in ticks; null when one is unknown, or none is to be waited for.</summary>
    public long? ReachedTicks
    {
        get
        {
            var reached = SourceTrack.Ended;
            foreach (var track in Tracks)
            {
                reached = track.Idle ? reached : Math.Min(reached, track.Watermark);
            }

            return reached is SourceTrack.Unknown or SourceTrack.Ended ? null : reached;
        }
    }

    public void See(long offset)
    {
        if (Next is null || offset >= Next)
        {
            Next = offset + 1;
        }
    }

    public SourceTrack? Find(string source) => _sources.GetValueOrDefault(source);

    /// <summary>The track that an item moves; null for an unattributed item where sources announce their progress.</summary>
    public SourceTrack? TrackForItem(string source, long seenTicks) =>
        source.Length == 0 && _announced ? null : GetOrAdd(source, seenTicks);

    /// <summary>The track of a source that announces its progress; unattributed items no longer count from then on.</summary>
    public SourceTrack Announce(string source, long seenTicks)
    {
        if (!_announced && source.Length > 0)
        {
            _announced = true;
            _sources.Remove("");
            _last = null;
        }

        return GetOrAdd(source, seenTicks);
    }

    private SourceTrack GetOrAdd(string source, long seenTicks)
    {
        // Mostly a partition has one source.
        if (_last is { } last && last.Name == source)
        {
            return last.Track;
        }

        if (!_sources.TryGetValue(source, out var track))
        {
            track = new SourceTrack(seenTicks);
            _sources.Add(source, track);
        }

        _last = (source, track);
        return track;
    }
}
