using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Cli.Log;

/// <summary>Messages of a topic as JSON lines.</summary>
internal sealed class LogPeek(IEventLog log, TextWriter output)
{
    /// <summary>Writes messages from an offset on.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">Only this partition; null for all, one after the other.</param>
    /// <param name="from">First offset in each partition.</param>
    /// <param name="most">Most messages written.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task WriteAsync(string topic, int? partition, long from, int most, CancellationToken cancellationToken)
    {
        var ends = await log.EndAsync(topic, cancellationToken);
        if (partition is { } wanted && ends.All(end => end.Partition != wanted))
        {
            throw new EventLogException(FormattableString.Invariant($"The topic '{topic}' has no partition {wanted}, only {ends.Count}."));
        }

        // A scan that starts at the end of a partition leaves it out.
        var starts = ends.Select(end => partition is null || end.Partition == partition ? end with { Offset = from } : end).ToArray();
        await foreach (var record in log.ScanAsync(topic, starts, cancellationToken).Take(most).WithCancellation(cancellationToken))
        {
            await output.WriteLineAsync(MessageJson.Line(record));
        }
    }
}
