using System.Globalization;
using Microsoft.Extensions.Logging;
using Slams.Core.Cycles;
using Slams.Hosting.Observability;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator;

/// <summary>
/// Rebuilds the history from the log. A state that cannot be read becomes a dead letter, once; its cycle, which the key names,
/// still counts as published, so that it is not analysed again without its observations.
/// </summary>
internal sealed partial class HistoryLoader(IEventLog log, Topics topics, CycleSchedule schedule, PipelineMetrics metrics, TimeProvider time, ILogger logger)
{
    /// <summary>Reads the states that a run has committed.</summary>
    public async Task<CycleHistory> LoadAsync(int cycles, int revisable, CancellationToken cancellationToken)
    {
        var history = new CycleHistory(cycles, revisable);
        await foreach (var record in log.ScanAsync(topics.CycleState, [], cancellationToken))
        {
            try
            {
                var stored = CycleStateCodec.FromRecord(record);
                history.Add(stored.State, stored.Resume);
            }
            catch (UnreadableMessageException exception)
            {
                if (record.KindOf() == RecordKind.CycleState && CycleOf(record.Key) is { } cycle)
                {
                    history.Lost(cycle);
                }

                await SetAsideAsync(exception, cancellationToken);
            }
        }

        return history;
    }

    private Cycle? CycleOf(string? key) =>
        DateTimeOffset.TryParseExact(key, "yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? schedule.CycleAt(time)
            : null;

    // The topic is read from its start every time: without this look, every start would leave another letter.
    private async Task SetAsideAsync(UnreadableMessageException exception, CancellationToken cancellationToken)
    {
        var letter = DeadLetterCodec.Of(exception);
        await foreach (var record in log.ScanAsync(topics.DeadLetters, [], cancellationToken))
        {
            if (record.Key == letter.Source && IsSame(record, letter.Record))
            {
                return;
            }
        }

        LogUnreadable(exception.Message);
        metrics.UnreadableMessage();
        await log.AppendAsync(topics.DeadLetters, [DeadLetterCodec.ToRecord(letter, time.GetUtcNow())], cancellationToken);
    }

    private static bool IsSame(StoredRecord record, long offset)
    {
        try
        {
            return DeadLetterCodec.FromRecord(record).Record == offset;
        }
        catch (UnreadableMessageException)
        {
            return false;
        }
    }

    [LoggerMessage(2006, LogLevel.Error, "A carried state cannot be read and goes to the dead letters: {Reason}")]
    private partial void LogUnreadable(string reason);
}
