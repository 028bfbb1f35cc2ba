using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>
/// For brokers without working transactions: outputs are acknowledged first, then offsets committed. A crash in between
/// repeats outputs under the same keys with the same bytes; nothing is lost, and nothing fences an older writer.
/// </summary>
internal sealed class KafkaKeyedWriter(KafkaEventLog log, string name) : ITransactionalWriter
{
    public async Task CommitAsync(
        IReadOnlyList<(string Topic, LogRecord Record)> outputs, ILogReader reader, IReadOnlyList<LogPosition> positions,
        CancellationToken cancellationToken)
    {
        if (reader is not KafkaLogReader member)
        {
            throw new ArgumentException("The reader is of another event log.", nameof(reader));
        }

        member.Commits.RequireHeld(positions);
        using var span = Tracing.Commit(name);
        using (Tracing.Outputs())
        {
            foreach (var topic in outputs.GroupBy(output => output.Topic))
            {
                await log.AppendAsync(topic.Key, [.. topic.Select(output => output.Record)], cancellationToken).ConfigureAwait(false);
            }
        }

        using var offsets = Tracing.Offsets();
        await member.CommitAsync(positions, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
