using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>
/// Gathers a source's observations and appends them together with the place reached. Appends run behind the reading, in order.
/// </summary>
internal sealed class IngestBatch(IEventLog log, Topics topics, IIngestSource source, int partitions, Action? appended = null)
{
    private const int UnderWay = 3;
    private readonly OrderedAppends _appends = new(UnderWay);
    private List<(IngestItem Item, TimeSpan? LateBy)> _items = [];
    private List<LogRecord> _deadLetters = [];

    /// <summary>Place of the last item taken up.</summary>
    public ResumePlace Place { get; set; } = new("", 0, false);

    /// <summary>Items waiting.</summary>
    public int Count => _items.Count + _deadLetters.Count;

    /// <summary>Adds an observation.</summary>
    public void Add(IngestItem item, TimeSpan? lateBy) => _items.Add((item, lateBy));

    /// <summary>Adds something unreadable.</summary>
    public void Add(LogRecord deadLetter) => _deadLetters.Add(deadLetter);

    /// <summary>Submits what is waiting, if anything.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => Count == 0 ? Task.CompletedTask : SubmitAsync(cancellationToken);

    /// <summary>Submits what is waiting and the place, even if nothing waits.</summary>
    public Task SubmitAsync(CancellationToken cancellationToken)
    {
        var (items, deadLetters, place) = (_items, _deadLetters, Place);
        (_items, _deadLetters) = (new(items.Count), []);
        return _appends.SubmitAsync(
            () =>
            {
                var records = new List<LogRecord>(items.Count + partitions);
                records.AddRange(items.Select(entry => entry.Item.ToRecord(entry.LateBy)));
                records.AddRange(ProgressCodec.ToRecords(new Progress(source.Name, null, place.End, place.ToText()), partitions));
                return records;
            },
            async records =>
            {
                // Dead letters first: a crash in between repeats some of them, and loses none.
                await log.AppendAsync(topics.DeadLetters, deadLetters, cancellationToken);
                await log.AppendAsync(source.Topic, records, cancellationToken);
                appended?.Invoke();
            });
    }

    /// <summary>Waits for every append.</summary>
    public Task CompleteAsync() => _appends.CompleteAsync();
}
