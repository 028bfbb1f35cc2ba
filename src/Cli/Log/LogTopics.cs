using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Cli.Log;

/// <summary>Makes the topics of an installation before its workers start, so that these need not be allowed to.</summary>
internal sealed class LogTopics(IEventLog log, TextWriter output)
{
    /// <summary>Makes those that are not there yet; the others stay as they are. A line for each: its name and number of partitions.</summary>
    /// <param name="topics">The installation.</param>
    /// <param name="partitions">Of readings and frames.</param>
    /// <param name="shares">Sources whose files are shared out, with the numbers of their shares.</param>
    /// <param name="shards">Partitions of the jobs of members; 0 where they are not shared out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CreateAsync(
        Topics topics, int partitions, IReadOnlyList<(string Source, int Shares)> shares, int shards, CancellationToken cancellationToken)
    {
        foreach (var (topic, count) in topics.All(partitions).Concat(shares.Select(one => (topics.Shares(one.Source, one.Shares), one.Shares))))
        {
            await log.EnsureTopicAsync(topic, count, cancellationToken);
            await TellAsync(topic, cancellationToken);
        }

        foreach (var (topic, count) in topics.OfMembers(shards))
        {
            await log.EnsureTopicAsync(topic, count, Topics.MembersKept, cancellationToken);
            await TellAsync(topic, cancellationToken);
        }
    }

    private async Task TellAsync(string topic, CancellationToken cancellationToken) =>
        await output.WriteLineAsync(FormattableString.Invariant($"{topic}\t{await log.PartitionCountAsync(topic, cancellationToken)}"));
}
