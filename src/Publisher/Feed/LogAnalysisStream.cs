using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Publisher.Feed;

/// <summary>Decodes the records of a reader; what cannot be read goes to the dead letters and holds nothing up.</summary>
internal sealed class LogAnalysisStream(IEventLog log, ILogReader reader, string? deadLetters, TimeProvider clock) : IAnalysisStream
{
    private const int ReadRecords = 4;

    public bool IsActive => reader.Assignment.Count > 0;

    public DateTimeOffset LastPoll => reader.LastPoll;

    public long? Lag => reader.Lag;

    public async Task<IReadOnlyList<IncomingAnalysis>> ReadAsync(TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var incoming = new List<IncomingAnalysis>();
        foreach (var record in await reader.ReadAsync(ReadRecords, maxWait, cancellationToken))
        {
            incoming.Add(await DecodeAsync(record, cancellationToken));
        }

        return incoming;
    }

    public Task CommitAsync(LogPosition next, CancellationToken cancellationToken) => reader.CommitAsync([next], cancellationToken);

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    private async Task<IncomingAnalysis> DecodeAsync(StoredRecord record, CancellationToken cancellationToken)
    {
        var next = new LogPosition(record.Topic, record.Partition, record.Offset + 1);
        try
        {
            return new IncomingAnalysis(AnalysisCodec.FromRecord(record), null, next) { Trace = record.TraceOf() };
        }
        catch (UnreadableMessageException problem)
        {
            if (deadLetters is not null)
            {
                await log.AppendAsync(
                    deadLetters, [DeadLetterCodec.ToRecord(DeadLetterCodec.Of(problem), clock.GetUtcNow())], cancellationToken);
            }

            return new IncomingAnalysis(null, problem.Reason, next);
        }
    }
}
