using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Commits outputs and positions in one SQLite transaction; an epoch per name fences older writers.</summary>
internal sealed class SqliteTransactionalWriter : ITransactionalWriter
{
    private readonly WriteGate _gate;
    private readonly TopicCatalog _catalog;
    private readonly string _name;
    private readonly long _epoch;
    private readonly Action _appended;

    private SqliteTransactionalWriter(WriteGate gate, TopicCatalog catalog, string name, long epoch, Action appended)
    {
        _gate = gate;
        _catalog = catalog;
        _name = name;
        _epoch = epoch;
        _appended = appended;
    }

    public static async Task<SqliteTransactionalWriter> OpenAsync(
        WriteGate gate, TopicCatalog catalog, string name, Action appended, CancellationToken cancellationToken)
    {
        var epoch = await gate.WriteAsync(
            (connection, _) =>
            {
                connection.Run(
                    "INSERT INTO writers (name, epoch) VALUES ($name, 1) ON CONFLICT (name) DO UPDATE SET epoch = epoch + 1",
                    ("$name", name));
                return connection.Scalar("SELECT epoch FROM writers WHERE name = $name", ("$name", name))!.Value;
            },
            cancellationToken).ConfigureAwait(false);
        return new SqliteTransactionalWriter(gate, catalog, name, epoch, appended);
    }

    public async Task CommitAsync(
        IReadOnlyList<(string Topic, LogRecord Record)> outputs, ILogReader reader, IReadOnlyList<LogPosition> positions,
        CancellationToken cancellationToken)
    {
        if (reader is not SqliteLogReader member)
        {
            throw new ArgumentException("The reader is of another event log.", nameof(reader));
        }

        using var span = Tracing.Commit(_name);
        await _gate.WriteAsync(
            (connection, appender) =>
            {
                if (connection.Scalar("SELECT epoch FROM writers WHERE name = $name", ("$name", _name)) != _epoch)
                {
                    throw new FencedWriterException(_name);
                }

                using (Tracing.Outputs())
                {
                    foreach (var topic in outputs.GroupBy(output => output.Topic))
                    {
                        appender.Append(topic.Key, [.. topic.Select(output => output.Record)]);
                    }
                }

                using (Tracing.Offsets())
                {
                    member.Commits.Commit(connection, positions);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        _appended();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
