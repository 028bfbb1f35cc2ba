using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>Commits outputs and offsets in one Kafka transaction. The transactional id fences older writers of the name.</summary>
internal sealed class KafkaTransactionalWriter : ITransactionalWriter
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly KafkaClients _clients;
    private readonly KafkaAppender _appender;
    private readonly string _name;

    private KafkaTransactionalWriter(KafkaClients clients, KafkaAppender appender, string name)
    {
        _clients = clients;
        _appender = appender;
        _name = name;
    }

    public static async Task<KafkaTransactionalWriter> OpenAsync(
        KafkaClients clients, KafkaTopics topics, string name, CancellationToken cancellationToken)
    {
        var producer = clients.Producer(name);
        try
        {
            await clients.CallAsync(
                $"Opening the writer '{name}'",
                () =>
                {
                    producer.InitTransactions(Timeout);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            return new KafkaTransactionalWriter(clients, new KafkaAppender(producer, topics, clients.TimeProvider), name);
        }
        catch
        {
            producer.Dispose();
            throw;
        }
    }

    public async Task CommitAsync(
        IReadOnlyList<(string Topic, LogRecord Record)> outputs, ILogReader reader, IReadOnlyList<LogPosition> positions,
        CancellationToken cancellationToken)
    {
        if (reader is not KafkaLogReader member)
        {
            throw new ArgumentException("The reader is of another event log.", nameof(reader));
        }

        await _clients.WhileHeldAsync(token => CommitOnceAsync(outputs, member, positions, token), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _appender.Producer.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task CommitOnceAsync(
        IReadOnlyList<(string Topic, LogRecord Record)> outputs, KafkaLogReader member, IReadOnlyList<LogPosition> positions,
        CancellationToken cancellationToken)
    {
        member.Commits.RequireHeld(positions);
        using var span = Tracing.Commit(_name);
        try
        {
            await InTransactionAsync(outputs, member, positions, cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException exception) when (KafkaErrors.IsFenced(exception.Error))
        {
            throw new FencedWriterException(_name, exception);
        }
        catch (Exception exception) when (exception is KafkaException or EventLogException or OperationCanceledException)
        {
            // A producer that cannot go on only says so here: what failed first was the purging of its queue.
            throw await AbortAsync().ConfigureAwait(false) ?? Translate(exception);
        }
    }

    private async Task InTransactionAsync(
        IReadOnlyList<(string Topic, LogRecord Record)> outputs, KafkaLogReader reader, IReadOnlyList<LogPosition> positions,
        CancellationToken cancellationToken)
    {
        var producer = _appender.Producer;
        producer.BeginTransaction();
        using (Tracing.Outputs())
        {
            foreach (var topic in outputs.GroupBy(output => output.Topic))
            {
                await _appender.AppendAsync(topic.Key, [.. topic.Select(output => output.Record)], cancellationToken).ConfigureAwait(false);
            }
        }

        if (positions.Count > 0)
        {
            using var span = Tracing.Offsets();
            await CallAsync(
                () => producer.SendOffsetsToTransaction(positions.Select(KafkaRecords.ToOffset), reader.GroupMetadata, Timeout),
                cancellationToken).ConfigureAwait(false);
        }

        // From here on the outcome is the broker's: giving up half-way would leave it unknown.
        await CallAsync(() => producer.CommitTransaction(Timeout), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task CallAsync(Action call, CancellationToken cancellationToken)
    {
        try
        {
            await _clients.CallAsync(
                $"A transaction of the writer '{_name}'",
                () =>
                {
                    call();
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (EventLogException exception) when (exception.InnerException is KafkaException inner && KafkaErrors.IsFenced(inner.Error))
        {
            throw new FencedWriterException(_name, inner);
        }
    }

    /// <summary>Ends the transaction; returns why there can be no other on this producer, null when there can.</summary>
    private async Task<Exception?> AbortAsync()
    {
        try
        {
            await CallAsync(() => _appender.Producer.AbortTransaction(Timeout), CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (FencedWriterException exception)
        {
            return exception;
        }
        catch (EventLogException exception)
        {
            // Unless it is fatal the first error is the one to report; the broker ends an open transaction at its timeout.
            KafkaLogMessages.ClientError(_clients.Logger, exception.Message, "abort");
            return exception.NeedsRestart ? exception : null;
        }
    }

    private Exception Translate(Exception exception) => (exception as KafkaException ?? exception.InnerException) switch
    {
        KafkaException kafka when KafkaErrors.IsLost(kafka.Error) => new LostPartitionException(_name, kafka.Error.Reason, exception),
        KafkaException kafka when exception is KafkaException => KafkaErrors.Explain(
            $"A transaction of the writer '{_name}'", _clients.Servers, kafka),
        _ => exception,
    };
}
