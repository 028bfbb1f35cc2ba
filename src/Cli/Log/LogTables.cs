using System.Globalization;
using Slams.Streaming.Log;

namespace Slams.Cli.Log;

/// <summary>What a log holds and how far its groups have come, as lines of columns.</summary>
internal sealed class LogTables(IEventLog log, TextWriter output)
{
    /// <summary>One line for each partition: first offset kept, next offset, and the number of records between.</summary>
    public async Task TopicsAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("topic", "partition", "first", "next", "records");
        foreach (var topic in await log.TopicsAsync(cancellationToken))
        {
            var starts = await log.StartAsync(topic, cancellationToken);
            foreach (var (start, end) in starts.Zip(await log.EndAsync(topic, cancellationToken)))
            {
                await WriteAsync(topic, Text(start.Partition), Text(start.Offset), Text(end.Offset), Text(end.Offset - start.Offset));
            }
        }
    }

    /// <summary>One line for each partition that a group has committed: its next offset, the end, and what lies between.</summary>
    public async Task OffsetsAsync(IReadOnlyList<string> groups, CancellationToken cancellationToken)
    {
        await WriteAsync("group", "topic", "partition", "committed", "next", "lag");
        foreach (var (group, committed, end) in await CommittedAsync(groups, cancellationToken))
        {
            await WriteAsync(
                group, committed.Topic, Text(committed.Partition), Text(committed.Offset), Text(end), Text(end - committed.Offset));
        }
    }

    /// <summary>One line for each group and topic: records not yet committed.</summary>
    public async Task LagAsync(IReadOnlyList<string> groups, CancellationToken cancellationToken)
    {
        await WriteAsync("group", "topic", "lag");
        foreach (var lines in (await CommittedAsync(groups, cancellationToken)).GroupBy(line => (line.Group, line.Committed.Topic)))
        {
            await WriteAsync(lines.Key.Group, lines.Key.Topic, Text(lines.Sum(line => line.End - line.Committed.Offset)));
        }
    }

    private async Task<List<(string Group, LogPosition Committed, long End)>> CommittedAsync(
        IReadOnlyList<string> groups, CancellationToken cancellationToken)
    {
        var lines = new List<(string, LogPosition, long)>();
        foreach (var group in groups)
        {
            foreach (var topic in await log.TopicsAsync(cancellationToken))
            {
                var committed = await log.CommittedAsync(group, topic, cancellationToken);
                var ends = await log.EndAsync(topic, cancellationToken);
                lines.AddRange(committed.Select(position => (group, position, ends.First(end => end.Partition == position.Partition).Offset)));
            }
        }

        return lines;
    }

    private Task WriteAsync(params string[] cells) => output.WriteLineAsync(string.Join('\t', cells));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
