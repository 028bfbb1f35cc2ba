using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Hosting.Configuration;
using Slams.Hosting.Observability;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator;

/// <summary>
/// Feeds records into a window core. Observations that ingest found late, by the order of their own source, go straight to
/// the late topic; so do those the core sets aside. What cannot be read becomes a dead letter.
/// </summary>
internal sealed class WindowFeed(WindowCore<Observation> core, WindowResume? resume, CycleOptions cycle, PipelineMetrics metrics)
{
    private readonly Dictionary<SourcePartition, long> _handled = resume?.Handled.ToDictionary(h => h.Partition, h => h.Offset) ?? [];

    private readonly CycleSchedule _schedule = cycle.ToSchedule();
    private readonly InputTraces _traces = new(cycle.ToSchedule(), Revisable(cycle.ToWindowOptions()));
    private readonly HashSet<SourcePartition> _ended = [];
    private readonly HashSet<(SourcePartition Partition, string Source)> _unended = [];
    private readonly List<LogRecord> _late = [];
    private readonly List<LogRecord> _deadLetters = [];
    private long _accepted, _flaggedLate;
    private DateTimeOffset? _newest;

    /// <summary>The core.</summary>
    public WindowCore<Observation> Core => core;

    /// <summary>Traces in which the observations of open windows have come.</summary>
    public InputTraces Traces => _traces;

    /// <summary>How many cycles back a revision can be; 0 when there are none.</summary>
    public static int Revisable(WindowOptions windows) =>
        windows.RevisionBound > TimeSpan.Zero ? (int)Math.Ceiling(windows.RevisionBound / windows.Schedule.Interval) + 1 : 0;

    /// <summary>Time of the newest observation fed; null before the first.</summary>
    public DateTimeOffset? Newest => _newest;

    /// <summary>
    /// Whether every one of these partitions has been ended by its source, or by every one of the shares of it of which records were fed. Reading begins again
    /// at what open windows need: of a share that was announced before, and then silent for longer than the idle timeout, nothing is known after a restart.
    /// </summary>
    public bool HasEnded(IReadOnlyCollection<(string Topic, int Partition)> partitions) =>
        partitions.Count > 0 && _unended.Count == 0 && partitions.All(p => _ended.Contains(new SourcePartition(p.Topic, p.Partition)));

    /// <summary>Records that are in no window and wait in memory to be written out.</summary>
    public int Waiting => _late.Count + _deadLetters.Count + core.SetAside;

    /// <summary>Records for the late topic since the last call.</summary>
    public IReadOnlyList<LogRecord> TakeLate() => Take(_late);

    /// <summary>Records for the dead-letter topic since the last call.</summary>
    public IReadOnlyList<LogRecord> TakeDeadLetters() => Take(_deadLetters);

    /// <summary>Brings the metrics up to date with what was fed since the last call.</summary>
    public void ReportCounts()
    {
        metrics.Accounting.Update(core.Counts, _accepted, _flaggedLate);
        (_accepted, _flaggedLate) = (0, 0);
    }

    /// <summary>Feeds records in their order.</summary>
    public void Add(InputBatch batch)
    {
        for (var index = 0; index < batch.Records.Count; index++)
        {
            Add(batch.Records[index], batch.Headers[index], batch.Readings[index], batch.Arrived);
        }
    }

    private void Add(StoredRecord record, HeaderFacts headers, StationReading? decoded, DateTimeOffset now)
    {
        var at = new SourceOffset(new SourcePartition(record.Topic, record.Partition), record.Offset, headers.Source);
        try
        {
            switch (headers.Kind)
            {
                case RecordKind.Reading:
                    var reading = decoded ?? ReadingCodec.FromRecord(record);
                    AddObservation(record, headers, at, now, Observation.Of(reading), reading.Flag);
                    break;
                case RecordKind.Profile:
                    var profile = ProfileCodec.FromRecord(record);
                    AddObservation(record, headers, at, now, Observation.Of(profile), profile.Flag);
                    break;
                case RecordKind.Frame:
                    var frame = FrameCodec.FromRecord(record);
                    AddObservation(record, headers, at, now, Observation.Of(frame), frame.Flag);
                    break;
                case RecordKind.Progress:
                    var progress = ProgressCodec.FromRecord(record);
                    core.Progress(at, progress.Watermark, progress.EndOfStream, now);
                    if (progress.EndOfStream)
                    {
                        _ended.Add(at.Partition);
                        _unended.Remove((at.Partition, at.Source));
                    }
                    else
                    {
                        _unended.Add((at.Partition, at.Source));
                    }

                    break;
                default:
                    throw new UnreadableMessageException(record, "it is neither an observation nor a progress record");
            }
        }
        catch (UnreadableMessageException exception)
        {
            if (IsNew(at))
            {
                metrics.UnreadableMessage();
                _deadLetters.Add(DeadLetterCodec.ToRecord(DeadLetterCodec.Of(exception), now));
            }

            core.Skip(at);
        }
    }

    private void AddObservation(
        StoredRecord record, HeaderFacts headers, SourceOffset at, DateTimeOffset now, Observation observation, QualityFlag flag)
    {
        _accepted++;
        if (flag == QualityFlag.Late)
        {
            _flaggedLate++;
            if (IsNew(at))
            {
                SetAside(record, observation);
            }

            core.Skip(at);
        }
        else if (core.Add(at, observation.EventTime, now, observation, Handling(headers)) is AddOutcome.Windowed or AddOutcome.Held)
        {
            var time = observation.EventTime!.Value;
            _traces.Add(headers.Trace, time);
            _newest = _newest is { } newest && newest > time ? newest : time;
        }
    }

    // What was before the place of the last commit has been written out with it.
    private bool IsNew(SourceOffset at) => at.Offset >= _handled.GetValueOrDefault(at.Partition);

    private LateHandling Handling(HeaderFacts headers) =>
        (headers.Kind == RecordKind.Frame ? cycle.Late.Satellite : cycle.Late.Stations) == LatePolicy.SetAside ? LateHandling.SetAside
        : headers.LateBy is null ? LateHandling.Revise
        : LateHandling.Straggler;

    private void SetAside(StoredRecord record, Observation observation)
    {
        Cycle? missed = observation.EventTime is { } eventTime ? _schedule.CycleAt(eventTime) : null;
        _late.Add(LateCodec.ToRecord(new LateRecord(record, missed, record.LateByOf() ?? TimeSpan.Zero, observation.FlagReason)));
    }

    private static LogRecord[] Take(List<LogRecord> records)
    {
        var taken = records.ToArray();
        records.Clear();
        return taken;
    }
}
