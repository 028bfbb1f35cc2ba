using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Hosting.Leadership;

/// <summary>Waits for the turn of this instance.</summary>
public sealed class Standby(IEventLog log, Topics topics, LogConnection connection)
{
    private const int ReadRecords = 5000, ReadsBetweenQuestions = 25;
    private static readonly TimeSpan ReadWait = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until a reader of one member for all holds what it reads; returns the records that came with it.</summary>
    /// <param name="worker">Who works, for health.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="waiting">Called once when somebody else seems to hold it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<StoredRecord>> WaitAsync(string worker, ILogReader reader, Action waiting, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredRecord> records = [];
        for (var reads = 1; reader.Assignment.Count == 0; reads++)
        {
            records = await reader.ReadAsync(ReadRecords, ReadWait, cancellationToken);
            if (reads == ReadsBetweenQuestions / 5)
            {
                waiting();
            }

            if (reads % ReadsBetweenQuestions == 0)
            {
                // Who stands by reads nothing: only a question tells that the log answers.
                await log.EndAsync(topics.Leader, cancellationToken);
                connection.Succeeded(worker);
            }
        }

        return records;
    }
}
