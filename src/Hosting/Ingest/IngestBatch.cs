using System.Diagnostics;
using Slams.Core.Observations;
using Slams.Hosting.Observability;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>
/// Gathers a source's observations and appends them together with the place reached. Appends run behind the reading, in order.
/// </summary>
internal sealed class IngestBatch(
    IEventLog log, Topics topics, IIngestSource source, int partitions, SourceResume resume, RecentLetters letters, int most, TimeProvider time,
    Action? appended = null,
    CancellationToken? appending = null)
{
    private const int UnderWay = 3;

    // Several batches are in memory at a time.
    private const long MostBytes = 32 << 20;

    // So that a progress record, which names them, fits into a message of Kafka.
    private const int MostFiles = 1000;
    private readonly OrderedAppends _appends = new(UnderWay);
    private List<(ResumePlace Place, LogRecord Record)> _observations = new(Math.Min(most, IngestOptions.StandardBatch));
    private List<LogRecord> _deadLetters = [];
    private List<ResumePlace> _files = [];
    private int _count;
    private long _bytes;
    private Activity? _span;

    /// <summary>Place of the last item taken up.</summary>
    public ResumePlace Place { get; set; } = ResumePlace.Start;

    /// <summary>The source's watermark at this place; null before it has one.</summary>
    public DateTimeOffset? Watermark { get; set; }

    /// <summary>Items waiting.</summary>
    public int Count => _count;

    /// <summary>Whether no more should be added.</summary>
    public bool IsFull => _count >= most || _bytes >= MostBytes || _files.Count >= MostFiles;

    /// <summary>Since when items wait, by the clock's ticks; of one without any it says nothing.</summary>
    public long Begun { get; private set; }

    /// <summary>Adds an observation.</summary>
    public void Add(IngestItem item, TimeSpan? lateBy)
    {
        Begin();
        _bytes += item.Bytes;
        // At once: what it is made of need not wait with it.
        _observations.Add((Place, item.ToRecord(lateBy)));
    }

    /// <summary>Adds something unreadable.</summary>
    public void Add(DeadLetter letter, DateTimeOffset found)
    {
        // Counted also when it is in the log already: batches end where they would have without the restart.
        Begin();
        if (!letters.Holds(letter))
        {
            _deadLetters.Add(DeadLetterCodec.ToRecord(letter, found));
        }
    }

    /// <summary>Submits what is waiting, if anything.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => Count == 0 ? SettleAsync() : SubmitAsync(cancellationToken);

    /// <summary>Submits what is waiting and the place, even if nothing waits.</summary>
    public Task SubmitAsync(CancellationToken cancellationToken)
    {
        var (observations, deadLetters, place, watermark, batch) = (_observations, _deadLetters, Place, Watermark, _span);
        var read = source.Backlog?.TakeRead() ?? [];
        var note = new ResumeNote(place, _files.FindAll(file => !string.Equals(file.File, place.File, StringComparison.Ordinal)));
        (_observations, _deadLetters, _files, _count, _bytes, _span) = (new(_observations.Capacity), [], [], 0, 0, null);
        return _appends.SubmitAsync(
            async () =>
            {
                // Here it goes on; an end without observations has none.
                using var begun = batch;
                Activity.Current = batch ?? Activity.Current;
                using var span = Tracing.Source.StartActivity(
                    ActivityKind.Internal, tags: [new("slams.source", source.Name), new("slams.records", observations.Count), new("slams.end", place.End)],
                    name: "ingest.append");
                // Dead letters first: what is broken off in between finds them again.
                await log.AppendAsync(topics.DeadLetters, deadLetters.WithTrace(span), appending ?? cancellationToken);
                // The watermark goes into every partition: one that gets no observations, such as those of the frames of a single
                // platform, would hold the cycles back otherwise.
                var progress = ProgressCodec.ToRecords(new Progress(source.Name, watermark, place.End, note.ToText()), partitions);
                await log.AppendAsync(source.Topic, resume.Missing(observations, note, progress).WithTrace(span), appending ?? cancellationToken);
                source.Backlog?.Appended(read);
                appended?.Invoke();
            });
    }

    /// <summary>Waits for every append.</summary>
    public Task CompleteAsync() => _appends.CompleteAsync();

    // Files that ended with a batch, or had nothing new.
    private Task SettleAsync() => source.Backlog?.TakeRead() is not { Count: > 0 } read ? Task.CompletedTask : _appends.SubmitAsync(() =>
    {
        source.Backlog.Appended(read);
        return Task.CompletedTask;
    });

    // The trace of a batch begins with its first observation.
    private void Begin()
    {
        if (_files.Count > 0 && string.Equals(_files[^1].File, Place.File, StringComparison.Ordinal))
        {
            _files[^1] = Place;
        }
        else
        {
            _files.Add(Place);
        }

        if (_count++ == 0)
        {
            Begun = time.GetTimestamp();
            var outer = Activity.Current;
            _span = Tracing.Source.StartActivity(
                ActivityKind.Producer, tags: [new("slams.source", source.Name), new("slams.file", Place.File)], name: "ingest.batch");
            // Not the parent of whatever the source does next: it goes on where the batch is appended.
            Activity.Current = outer;
        }
    }
}
