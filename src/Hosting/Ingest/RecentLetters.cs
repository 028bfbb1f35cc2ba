using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>
/// The newest dead letters of the log, of which a batch that was broken off may have left some: they go into a topic of their
/// own, before the observations beside them.
/// </summary>
internal sealed class RecentLetters
{
    private readonly HashSet<(string Source, long Record)> _known = [];

    /// <summary>Finds the newest.</summary>
    /// <param name="log">The log.</param>
    /// <param name="topic">The topic of the dead letters.</param>
    /// <param name="count">How many; all that one batch can hold, and room for those of other sources.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<RecentLetters> FindAsync(IEventLog log, string topic, int count, CancellationToken cancellationToken)
    {
        var letters = new RecentLetters();
        var from = (await log.EndAsync(topic, cancellationToken)).Select(end => end with { Offset = Math.Max(0, end.Offset - count) }).ToArray();
        await foreach (var record in log.ScanAsync(topic, from, cancellationToken))
        {
            if (Read(record) is { } letter)
            {
                letters._known.Add((letter.Source, letter.Record));
            }
        }

        return letters;
    }

    /// <summary>Whether a letter is in the log already.</summary>
    public bool Holds(DeadLetter letter) => _known.Contains((letter.Source, letter.Record));

    private static DeadLetter? Read(StoredRecord record)
    {
        try
        {
            return DeadLetterCodec.FromRecord(record);
        }
        catch (UnreadableMessageException)
        {
            return null;
        }
    }
}
