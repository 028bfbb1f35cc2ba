using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

/// <summary>Feeds a window core as a worker does and keeps what was committed.</summary>
internal sealed class WindowBench
{
    private readonly Dictionary<SourcePartition, long> _committed = [];

    public WindowBench(WindowOptions? options = null, WindowResume? resume = null)
    {
        Options = options ?? new WindowOptions { AllowedDisorder = TimeSpan.FromMinutes(60), IdleTimeout = Timeout.InfiniteTimeSpan };
        Core = New(resume);
    }

    public static DateTimeOffset Start { get; } = new(1995, 3, 18, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Far enough ahead for any test time to have arrived by then.</summary>
    public static DateTimeOffset Arrival { get; } = Start.AddYears(1);

    public WindowOptions Options { get; }

    public WindowCore<Report> Core { get; private set; }

    public List<ClosedWindow<Report>> Published { get; } = [];

    public List<SetAside<Report>> SetAside { get; } = [];

    public WindowResume? Resume { get; private set; }

    public static SourcePartition Partition(int number) => new("readings", number);

    public static DateTimeOffset At(int minutes) => Start.AddMinutes(minutes);

    public static LogEntry Item(
        int partition, long offset, int minutes, int value = 0, string source = "", LateHandling late = LateHandling.Revise) =>
        new(new SourceOffset(Partition(partition), offset, source), new Report(minutes, value), Late: late);

    public static LogEntry Progress(int partition, long offset, string source, int? minutes, bool end = false) =>
        new(new SourceOffset(Partition(partition), offset, source), null, minutes, end);

    public WindowBench Assign(int partitions)
    {
        for (var number = 0; number < partitions; number++)
        {
            Core.Assign(Partition(number), Arrival);
        }

        return this;
    }

    public AddOutcome? Feed(LogEntry entry)
    {
        if (entry.Report is { } report)
        {
            return Core.Add(entry.At, At(report.Minutes), Arrival, report, entry.Late);
        }

        Core.Progress(entry.At, entry.Watermark is { } minutes ? At(minutes) : null, entry.End, Arrival);
        return null;
    }

    /// <summary>Moves the clocks to a time after <see cref="Arrival"/>; that of the day has been set by something, if any.</summary>
    public void Advance(TimeSpan elapsed, bool behind = false, TimeSpan setBy = default) =>
        Core.Advance(Arrival + elapsed + setBy, elapsed, behind);

    /// <summary>Feeds and publishes what closes, one commit per cycle.</summary>
    public WindowBench Run(IEnumerable<LogEntry> entries)
    {
        foreach (var entry in entries)
        {
            Feed(entry);
            Publish();
        }

        return this;
    }

    public List<ClosedWindow<Report>> Close()
    {
        var closed = new List<ClosedWindow<Report>>();
        while (Core.TryClose(out var window))
        {
            closed.Add(window);
        }

        return closed;
    }

    public void Publish()
    {
        while (Core.TryClose(out var window))
        {
            Published.Add(window);
            Accept(Core.Checkpoint(window.Cycle));
        }
    }

    /// <summary>Feeds and publishes, and commits between cycles as well, after every few entries.</summary>
    public WindowBench RunFlushing(IEnumerable<LogEntry> entries, int every)
    {
        foreach (var (entry, index) in entries.Select((entry, index) => (entry, index)))
        {
            Feed(entry);
            Publish();
            if ((index + 1) % every == 0)
            {
                Accept(Core.Checkpoint(null));
            }
        }

        return this;
    }

    /// <summary>Commits what is left when the stream has ended.</summary>
    public WindowBench Finish()
    {
        Publish();
        Accept(Core.Checkpoint(null));
        return this;
    }

    /// <summary>Starts again from what was committed, and says which entries are read again.</summary>
    public IEnumerable<LogEntry> Restart(IEnumerable<LogEntry> log, int partitions)
    {
        Core = New(Resume);
        Assign(partitions);
        return log.Where(entry => entry.At.Offset >= _committed.GetValueOrDefault(entry.At.Partition)).ToArray();
    }

    public long Committed(int partition) => _committed.GetValueOrDefault(Partition(partition));

    /// <summary>All that was published, as text that two runs can be compared by.</summary>
    public string Outputs() => string.Join('\n', Published
        .Select(window => $"{window.Cycle}{(window.Revision == 0 ? "" : $" revised by {string.Join(' ', window.Added)}")}: {string.Join(' ', window.Items)}")
        .Append($"late: {string.Join(' ', SetAside.OrderBy(item => item.Origin.Partition).ThenBy(item => item.Origin.Offset)
            .Select(item => $"{item.Origin.Partition}@{item.Origin.Offset} {item.Reason}"))}"));

    private WindowCore<Report> New(WindowResume? resume) =>
        new(Options, EqualityComparer<Report>.Default, Comparer<Report>.Default, resume);

    public void Accept(WindowCheckpoint<Report> checkpoint)
    {
        SetAside.AddRange(checkpoint.SetAside);
        Resume = checkpoint.Resume;
        foreach (var position in checkpoint.LowWater)
        {
            _committed[position.Partition] = position.Offset;
        }
    }
}
