namespace Slams.Core.Windows;

/// <summary>The watermark of all partitions and sources together, and which offsets a restart needs to find it again.</summary>
internal sealed class WatermarkTracker(WindowOptions options, WindowResume? resume)
{
    private readonly Dictionary<SourcePartition, PartitionState> _partitions = [];
    private readonly Dictionary<SourcePartition, long> _handled =
        (resume?.Handled ?? []).ToDictionary(handled => handled.Partition, handled => handled.Offset);
    // Silence is measured by a clock that nobody sets; that of the day only says which time it is.
    private long _elapsedTicks;
    private long _nowTicks;
    private long? _startTicks;
    private PartitionState? _last;

    public IEnumerable<PartitionState> Partitions => _partitions.Values;

    /// <summary>Whether every source is idle, so that nothing but the clock can move the watermark.</summary>
    public bool AllIdle { get; private set; }

    public PartitionState Partition(SourcePartition partition)
    {
        // Records come in runs of one partition.
        if (_last is { } last && last.Partition == partition)
        {
            return last;
        }

        if (!_partitions.TryGetValue(partition, out var state))
        {
            state = new PartitionState(partition, _partitions.Count, _handled.GetValueOrDefault(partition), _elapsedTicks);
            _partitions.Add(partition, state);
        }

        _last = state;
        return state;
    }

    /// <summary>Sets the clock of the day, and by the first call what it was in the beginning.</summary>
    public void SetClock(DateTimeOffset now)
    {
        _nowTicks = now.UtcTicks;
        _startTicks ??= _nowTicks - _elapsedTicks;
    }

    /// <summary>Notes an item's time; returns whether the watermark may have moved.</summary>
    public bool Item(PartitionState partition, string source, long offset, long timeTicks)
    {
        var track = partition.TrackForItem(source, _elapsedTicks);
        return track is not null && Raise(track, offset, timeTicks - options.AllowedDisorder.Ticks);
    }

    public void Progress(PartitionState partition, string source, long offset, long watermarkTicks)
    {
        if (partition.Find(source) is null && watermarkTicks != SourceTrack.Ended)
        {
            // Progress goes to every partition of a topic: until a new source has shown up in all of them, the ones read
            // first must not run ahead of the others.
            foreach (var sibling in _partitions.Values.Where(other => other.Partition.Topic == partition.Partition.Topic))
            {
                sibling.Announce(source, _elapsedTicks);
            }
        }

        Raise(partition.Announce(source, _elapsedTicks), offset, watermarkTicks);
    }

    /// <summary>
    /// Moves the processing clocks. While reading is behind, silence says nothing about a source, and of partitions that are not read
    /// (<paramref name="paused"/>) it never does.
    /// </summary>
    public void Advance(DateTimeOffset now, TimeSpan elapsed, bool behind, IReadOnlySet<SourcePartition> paused)
    {
        _elapsedTicks = Math.Max(_elapsedTicks, elapsed.Ticks);
        SetClock(now);
        if (options.IdleTimeout == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        foreach (var partition in _partitions.Values)
        {
            var unheard = behind || paused.Contains(partition.Partition);
            foreach (var track in partition.Tracks)
            {
                if (!track.Idle && unheard)
                {
                    track.LastSeenTicks = _elapsedTicks;
                }

                track.Idle = !track.HasEnded && (track.Idle || _elapsedTicks - track.LastSeenTicks > options.IdleTimeout.Ticks);
            }
        }
    }

    /// <summary>
    /// The minimum over active sources in ticks: <see cref="SourceTrack.Unknown"/> while one of them is unknown,
    /// <see cref="SourceTrack.Ended"/> when all have ended; of idle sources alone the one that came furthest.
    /// </summary>
    public long Minimum()
    {
        var (minimum, furthestIdle, active, any) = (SourceTrack.Ended, SourceTrack.Unknown, false, false);
        foreach (var partition in _partitions.Values)
        {
            foreach (var track in partition.Tracks)
            {
                any = true;
                if (track.Idle)
                {
                    furthestIdle = Math.Max(furthestIdle, track.Watermark);
                }
                else
                {
                    active = true;
                    minimum = Math.Min(minimum, track.Watermark);
                }
            }
        }

        AllIdle = any && !active;
        return active ? minimum : furthestIdle;
    }

    /// <summary>
    /// The latest time by the clock that may count as complete when every source is silent. A clock that was set forward counts for no
    /// more than has passed since the start, for what it closes is not opened again.
    /// </summary>
    public long ClockTicks => Math.Min(_nowTicks, (_startTicks ?? _nowTicks) + _elapsedTicks) - options.AllowedDisorder.Ticks;

    /// <summary>Lowest offset to read again so that the watermark at <paramref name="needed"/> is found again.</summary>
    public long WatermarkOffset(PartitionState partition, long needed)
    {
        var lowest = needed;
        var inForce = partition.Sources
            .Select(source => (source.Key, Track: source.Value, Offset: source.Value.RaiseInForceAt(needed)))
            .Where(source => source.Offset is not null)
            .ToArray();
        foreach (var (name, track, offset) in inForce)
        {
            // A source that is gone for good must not pin the log once another one speaks for the partition.
            var gone = track.Idle || EndedEverywhere(partition.Partition.Topic, name);
            if (!gone || !inForce.Any(other => other.Key != name && !other.Track.Idle && !other.Track.HasEnded))
            {
                lowest = Math.Min(lowest, offset!.Value);
            }
        }

        return lowest;
    }

    /// <summary>Offsets before which all is dealt with, including those of partitions not seen since the restart.</summary>
    public IReadOnlyList<PartitionOffset> Handled()
    {
        var handled = new Dictionary<SourcePartition, long>(_handled);
        foreach (var partition in _partitions.Values)
        {
            handled[partition.Partition] = Math.Max(partition.Handled, partition.Next ?? 0);
        }

        return [.. handled.OrderBy(pair => pair.Key).Select(pair => new PartitionOffset(pair.Key, pair.Value))];
    }

    private bool EndedEverywhere(string topic, string source) =>
        _partitions.Values
            .Where(partition => partition.Partition.Topic == topic)
            .All(partition => partition.Find(source) is null or { HasEnded: true });

    private bool Raise(SourceTrack track, long offset, long watermarkTicks)
    {
        track.LastSeenTicks = _elapsedTicks;
        var woke = track.Idle;
        track.Idle = false;
        return track.Raise(offset, watermarkTicks) || woke;
    }
}
