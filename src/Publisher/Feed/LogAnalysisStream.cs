using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Publisher.Feed;

/// <summary>Decodes the records of a reader; what cannot be read goes to the dead letters and holds nothing up.</summary>
internal sealed class LogAnalysisStream : IAnalysisStream
{
    private const int ReadRecords = 4;

    private readonly IEventLog _log;
    private readonly ILogReader _reader;
    private readonly string? _deadLetters;
    private readonly TimeProvider _clock;

    public LogAnalysisStream(IEventLog log, ILogReader reader, string? deadLetters, TimeProvider clock)
    {
        (_log, _reader, _deadLetters, _clock) = (log, reader, deadLetters, clock);
        reader.AssignmentChanged += change => Losses += change.Lost.Count > 0 ? 1 : 0;
    }

    public int Losses { get; private set; }

    public bool IsActive => _reader.Assignment.Count > 0;

    public DateTimeOffset LastPoll => _reader.LastPoll;

    public long? Lag => _reader.Lag;

    public async Task<IReadOnlyList<IncomingAnalysis>> ReadAsync(TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var incoming = new List<IncomingAnalysis>();
        foreach (var record in await _reader.ReadAsync(ReadRecords, maxWait, cancellationToken))
        {
            incoming.Add(await DecodeAsync(record, cancellationToken));
        }

        return incoming;
    }

    public Task CommitAsync(LogPosition next, CancellationToken cancellationToken) => _reader.CommitAsync([next], cancellationToken);

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private async Task<IncomingAnalysis> DecodeAsync(StoredRecord record, CancellationToken cancellationToken)
    {
        var next = new LogPosition(record.Topic, record.Partition, record.Offset + 1);
        try
        {
            return new IncomingAnalysis(AnalysisCodec.FromRecord(record), null, next) { Trace = record.TraceOf() };
        }
        catch (UnreadableMessageException problem)
        {
            if (_deadLetters is not null)
            {
                await _log.AppendAsync(
                    _deadLetters, [DeadLetterCodec.ToRecord(DeadLetterCodec.Of(problem), _clock.GetUtcNow())], cancellationToken);
            }

            return new IncomingAnalysis(null, problem.Reason, next);
        }
    }
}
