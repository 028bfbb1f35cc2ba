using System.Diagnostics.CodeAnalysis;
using Slams.Core.Cycles;
using Slams.Core.Windows.Stores;

namespace Slams.Core.Windows;

/// <summary>
/// Sorts items into the windows of their cycles by event time and closes a window when the watermark has passed it. Pure:
/// no I/O and no clock of its own; not thread-safe. Items and progress go in, closed windows come out one at a time in
/// cycle order, and <see cref="Checkpoint"/> says what to commit with each. After a restart or a rebalance a new core, fed
/// from the committed offsets, finds the same windows again.
/// </summary>
/// <typeparam name="T">Type of the items.</typeparam>
public sealed partial class WindowCore<T>
    where T : notnull
{
    // Times within two intervals of the calendar's ends have no complete window.
    private readonly long _minimumTicks;
    private readonly long _maximumTicks;
    private readonly WindowOptions _options;
    private readonly Func<IItemStore<T>> _stores;
    private readonly IComparer<T> _order;
    private readonly WatermarkTracker _tracker;
    private readonly SortedDictionary<long, OpenWindow<T>> _open = [];
    private readonly Queue<(OpenWindow<T> Window, int Revision)> _unpublished = new();
    private readonly SetAsideItems<T> _setAside = new();
    private readonly Revisions<T> _revisions;
    private readonly LeadLimit _lead;
    private readonly long _resumedAfter;
    private long _closedThrough;
    private long _revisedThrough = long.MinValue;
    private bool _allEnded;
    private IReadOnlyList<RevisableCycle> _committedRevisable = [];
    private readonly RejectedOffsets _rejected;
    private long _newestCycle = long.MinValue;
    private long? _next;
    private long? _lastPublished;
    private long _settled;
    private Cycle _lastCycle;
    private IItemStore<T>? _spent;
    private int _emptyRun;
    private int _publishedEmptyRun;
    private long _skipped;
    private long _watermarkTicks = SourceTrack.Unknown;
    private WindowCounts _counts;

    /// <summary>Makes a core.</summary>
    /// <param name="options">When windows close.</param>
    /// <param name="identity">Which items are copies of the same report.</param>
    /// <param name="order">Order of a window's content; also decides which copy is kept.</param>
    /// <param name="resume">What was stored with the last published cycle; null for a first start.</param>
    public WindowCore(WindowOptions options, IEqualityComparer<T> identity, IComparer<T> order, WindowResume? resume = null)
        : this(options, () => new PlainStore<T>(identity), order, resume)
    {
    }

    /// <summary>Makes a core whose windows hold their items in a form of their own.</summary>
    internal WindowCore(WindowOptions options, Func<IItemStore<T>> stores, IComparer<T> order, WindowResume? resume)
    {
        options.Validate();
        _options = options;
        _stores = stores;
        _order = order;
        _tracker = new WatermarkTracker(options, resume);
        _revisions = new Revisions<T>(options, stores, order, resume);
        _lead = new LeadLimit(options);
        var margin = (options.Schedule.Interval.Ticks * 2) + options.Lateness.Ticks + options.AllowedDisorder.Ticks + options.RevisionBound.Ticks;
        _minimumTicks = DateTimeOffset.MinValue.UtcTicks + margin;
        _maximumTicks = DateTimeOffset.MaxValue.UtcTicks - margin;
        _committedRevisable = resume?.Revisable ?? [];
        _rejected = new RejectedOffsets(resume);
        _lastPublished = resume is { NonePublished: false } ? resume.LastPublished : null;
        _next = _lastPublished + 1;
        _emptyRun = _publishedEmptyRun = resume?.EmptyRun ?? 0;
        _closedThrough = _resumedAfter = _settled = resume?.SettledThrough ?? _lastPublished ?? long.MinValue;
    }

    /// <summary>Everything before this time is expected to have come; null while a source is unknown. Never moves back.</summary>
    public DateTimeOffset? Watermark =>
        _watermarkTicks == SourceTrack.Unknown ? null : new DateTimeOffset(_watermarkTicks, TimeSpan.Zero);

    /// <summary>Items by outcome since the start.</summary>
    public WindowCounts Counts => _counts with { Held = _revisions.Held };

    /// <summary>Windows that still take items.</summary>
    public int OpenWindows => _open.Count;

    /// <summary>Items that are in no window and wait for a checkpoint.</summary>
    public int SetAside => _setAside.Count;

    /// <summary>Items held in memory: of open windows, and of closed ones that may be revised.</summary>
    public long Holding => _open.Values.Sum(window => (long)window.Count) + _revisions.Holding;

    /// <summary>
    /// Partitions not to be read for now, as of the last <see cref="Advance"/>: they are further ahead of the watermark than
    /// <see cref="WindowOptions.MaxLead"/>, or so much is held that a lead of one cycle must do.
    /// </summary>
    public IReadOnlySet<SourcePartition> Ahead => _lead.Ahead;

    /// <summary>Declares a partition that will be read: it holds the watermark back until it is heard of or idle.</summary>
    public void Assign(SourcePartition partition, DateTimeOffset now)
    {
        _tracker.SetClock(now);
        _tracker.Partition(partition);
    }

    /// <summary>Adds an item.</summary>
    /// <param name="at">Where it stands in the log.</param>
    /// <param name="eventTime">Time of observation; null when it carries none that can be used.</param>
    /// <param name="arrival">When it entered the log, which bounds how far ahead its time may be.</param>
    /// <param name="item">The item.</param>
    /// <param name="late">What to do with it when it misses the first analysis of its cycle.</param>
    public AddOutcome Add(
        SourceOffset at, DateTimeOffset? eventTime, DateTimeOffset arrival, T item, LateHandling late = LateHandling.Revise)
    {
        var partition = See(at);
        if (eventTime is not { } time || time.UtcTicks < _minimumTicks || time.UtcTicks > _maximumTicks)
        {
            return Reject(partition, at, item, SetAsideReason.NoTime, null);
        }

        if (_rejected.WasRejected(at))
        {
            return AlreadyHandled();
        }

        // Neighbours are mostly of the same cycle.
        var cycle = _lastCycle = _lastCycle.Contains(time) ? _lastCycle : _options.Schedule.CycleAt(time);
        if (time - arrival > _options.FutureBound)
        {
            return Reject(partition, at, item, SetAsideReason.FutureTime, cycle);
        }

        // Where the item goes is decided before its own time moves the watermark: an item cannot make itself late.
        var outcome = Place(partition, at, cycle, item, late);
        var newest = outcome != AddOutcome.Held && cycle.Index > _newestCycle;
        _newestCycle = newest ? cycle.Index : _newestCycle;
        if (_tracker.Item(partition, at.Source, at.Offset, time.UtcTicks) || newest)
        {
            MoveWatermark();
        }

        return outcome;
    }

    /// <summary>A source says that it will write nothing earlier than a time to this partition, or nothing at all any more.</summary>
    /// <param name="at">Where the statement stands in the log; it names the source.</param>
    /// <param name="watermark">Nothing earlier will follow; null leaves it open.</param>
    /// <param name="end">Nothing at all will follow.</param>
    /// <param name="arrival">When it entered the log; a watermark further ahead than the bound is cut.</param>
    public void Progress(SourceOffset at, DateTimeOffset? watermark, bool end, DateTimeOffset arrival)
    {
        var partition = See(at);
        var ticks = watermark is { } time
            ? Math.Clamp(time.UtcTicks, _minimumTicks, Math.Min(_maximumTicks, arrival.UtcTicks + _options.FutureBound.Ticks))
            : SourceTrack.Unknown;
        _tracker.Progress(partition, at.Source, at.Offset, end ? SourceTrack.Ended : ticks);
        MoveWatermark();
    }

    /// <summary>Notes a record that holds no item, such as an unreadable one: it will not be needed again.</summary>
    public void Skip(SourceOffset at) => See(at);

    /// <summary>Moves the processing clocks, which finds idle sources, and judges who is ahead.</summary>
    /// <param name="now">The time now, by a clock that may be set: only <see cref="WindowOptions.CloseByClock"/> asks for it.</param>
    /// <param name="elapsed">Time since the first partition was assigned, by a clock that only goes forward: silence is measured by it.</param>
    /// <param name="behind">
    /// Whether records are waiting unread, other than of partitions that are <see cref="Ahead"/>; silence of a source then says nothing
    /// about it.
    /// </param>
    public void Advance(DateTimeOffset now, TimeSpan elapsed, bool behind)
    {
        _tracker.Advance(now, elapsed, behind, _lead.Ahead);
        MoveWatermark();
        var oldest = _open.Count > 0 ? _options.Schedule.At(_open.Keys.First()).WindowStart.UtcTicks : (long?)null;
        _lead.Update(_tracker.Partitions, _watermarkTicks == SourceTrack.Unknown ? oldest : _watermarkTicks, Holding);
    }

    /// <summary>
    /// Takes the next closed window, in cycle order and without gaps. A revision comes when all windows that end before its
    /// bound have come, and before those that end at it or later.
    /// </summary>
    public bool TryClose([NotNullWhen(true)] out ClosedWindow<T>? window)
    {
        window = null;
        var first = _open.Count > 0 ? _open.Keys.First() : long.MaxValue;
        if (_next is null)
        {
            if (first > _closedThrough)
            {
                return false;
            }

            _next = first;
        }

        if (_emptyRun >= _options.MaxEmptyRun && _next <= _closedThrough && first > _next)
        {
            var resumeAt = Math.Min(first, _closedThrough + 1);
            _skipped += resumeAt - _next.Value;
            _next = resumeAt;
        }

        if (TryRevise(out window))
        {
            return true;
        }

        if (_next > _closedThrough)
        {
            return false;
        }

        if (!_open.Remove(_next.Value, out var open))
        {
            open = NewWindow(_options.Schedule.At(_next.Value));
        }

        window = open.Close(_order, _skipped);
        _spent = _revisions.Enabled ? null : open.Release();
        _emptyRun = window.Items.Count == 0 ? _emptyRun + 1 : 0;
        _skipped = 0;
        _next++;
        open.EmptyRun = _emptyRun;
        _unpublished.Enqueue((open, 0));
        PutAside(_revisions.Opened(open));
        return true;
    }

    /// <summary>
    /// Says what to commit together with the outputs of <paramref name="published"/>, and forgets it: if the commit fails,
    /// start a new core from the committed offsets. Between cycles it may be asked at any time.
    /// </summary>
    /// <param name="published">The oldest window taken and not yet checkpointed; null to commit between cycles.</param>
    public WindowCheckpoint<T> Checkpoint(Cycle? published)
    {
        if (published is { } cycle)
        {
            Publish(cycle);
        }

        Settle();
        var due = _setAside.TakeDue(_settled, index => _committedRevisable.Any(open => open.Index == index));
        var lowWater = _tracker.Partitions
            .Where(partition => partition.Next is not null)
            .Select(partition => new PartitionOffset(partition.Partition, LowWater(partition)))
            .OrderBy(position => position.Partition)
            .ToArray();
        foreach (var item in due.Where(item => item.Reason == SetAsideReason.FutureTime))
        {
            _rejected.Add(item.Origin);
        }

        foreach (var position in lowWater)
        {
            _rejected.Forget(position);
        }

        var last = _lastPublished ?? Math.Max(_settled, _options.Schedule.CycleAt(DateTimeOffset.UnixEpoch).Index);
        var resume = new WindowResume(
            last, _tracker.Handled(), _publishedEmptyRun, _committedRevisable, _rejected.ToResume(),
            _settled > (_lastPublished ?? long.MinValue) ? _settled : null, NonePublished: _lastPublished is null);
        return new WindowCheckpoint<T>(lowWater, due, resume);
    }
}
