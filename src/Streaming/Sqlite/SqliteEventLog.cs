using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>
/// The embedded event log: one SQLite file in WAL mode, shared by any number of processes of one machine. Timestamps are
/// kept to the millisecond, as Kafka does.
/// </summary>
public sealed class SqliteEventLog : IEventLog
{
    private const int ScanRecords = 1000;

    private readonly SqliteDatabase _database;
    private readonly WriteGate _gate;
    private readonly TopicCatalog _catalog;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly SqliteLogOptions _options;
    private readonly ConcurrentDictionary<SqliteLogReader, bool> _readers = new();

    /// <summary>Opens the file, and creates it when there is none.</summary>
    /// <exception cref="EventLogException">The file is damaged, of another version, or cannot be written.</exception>
    public SqliteEventLog(SqliteLogOptions options, TimeProvider? timeProvider = null, ILogger<SqliteEventLog>? logger = null)
    {
        _options = options;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<SqliteEventLog>.Instance;
        _database = new SqliteDatabase(options);
        _catalog = new TopicCatalog(_database.Path);
        try
        {
            _database.Initialise();
            _gate = new WriteGate(_database, _catalog, new Retention(options, _timeProvider), _timeProvider);
        }
        catch (SqliteException exception)
        {
            throw _database.Explain(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EventLogException($"{_database.Path} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Through which all is written; tests set its connection a limit.</summary>
    internal WriteGate Gate => _gate;

    /// <inheritdoc/>
    public string Description => $"sqlite:{_database.Path}";

    /// <inheritdoc/>
    public Task EnsureTopicAsync(string topic, int partitions, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        return _gate.WriteAsync(
            (connection, _) =>
            {
                TopicCatalog.Ensure(connection, topic, partitions);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> PartitionCountAsync(string topic, CancellationToken cancellationToken) =>
        ReadAsync(connection => _catalog.Partitions(connection, topic).Length, cancellationToken);

    /// <inheritdoc/>
    public async Task AppendAsync(string topic, IReadOnlyList<LogRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
        {
            return;
        }

        using var span = Tracing.Append(topic, records.Count);
        await _gate.WriteAsync(
            (_, appender) =>
            {
                appender.Append(topic, records);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        WakeReaders();
    }

    /// <inheritdoc/>
    public async Task<ILogReader> OpenReaderAsync(ReaderOptions options, CancellationToken cancellationToken)
    {
        var reader = await SqliteLogReader.OpenAsync(
            _database, _gate, _catalog, options with { SessionTimeout = _options.SessionTimeout ?? options.SessionTimeout }, _options.PollInterval, _timeProvider, _logger,
            closed => _readers.TryRemove(closed, out _), cancellationToken).ConfigureAwait(false);
        _readers.TryAdd(reader, true);
        return reader;
    }

    /// <inheritdoc/>
    public async Task<ITransactionalWriter> OpenTransactionalWriterAsync(string name, CancellationToken cancellationToken) =>
        await SqliteTransactionalWriter.OpenAsync(_gate, _catalog, name, WakeReaders, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRecord> ScanAsync(
        string topic, IReadOnlyList<LogPosition> from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ends = await EndAsync(topic, cancellationToken).ConfigureAwait(false);
        await using var connection = _database.Open();
        using var fetcher = new RecordFetcher(connection);
        foreach (var end in ends)
        {
            var id = _catalog.Id(connection, topic, end.Partition);
            var position = from.FirstOrDefault(start => start.Topic == topic && start.Partition == end.Partition).Offset;
            while (position < end.Offset)
            {
                var start = position;
                var records = await ExplainedAsync(
                    () => fetcher.Fetch(topic, end.Partition, id, start, end.Offset, ScanRecords), cancellationToken).ConfigureAwait(false);
                if (records.Count == 0)
                {
                    break;
                }

                foreach (var record in records)
                {
                    yield return record;
                }

                position = records[^1].Offset + 1;
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogPosition>> EndAsync(string topic, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<LogPosition>>(
            connection => PerPartition(connection, topic, (_, id) => End(connection, id)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogPosition>> StartAsync(string topic, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<LogPosition>>(
            connection => PerPartition(connection, topic, (_, id) => Retention.Start(connection, id)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> TopicsAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<string>>(
            connection => connection.Rows("SELECT name FROM topics ORDER BY name", row => row.GetString(0)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogPosition>> CommittedAsync(string group, string topic, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<LogPosition>>(
            connection => [.. _catalog.Partitions(connection, topic)
                .Select((id, number) => (Number: number, Offset: GroupOffsets.Find(connection, group, id)))
                .Where(found => found.Offset is not null)
                .Select(found => new LogPosition(topic, found.Number, found.Offset!.Value))],
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogPosition>> OffsetsAtAsync(string topic, DateTimeOffset time, CancellationToken cancellationToken)
    {
        // Times are kept to the millisecond, rounded down: so is the question.
        var milliseconds = time.ToUnixTimeMilliseconds();
        return ReadAsync<IReadOnlyList<LogPosition>>(
            connection => PerPartition(connection, topic, (number, id) => OffsetAt(connection, topic, number, id, milliseconds)), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _readers.Keys)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }

        await _gate.DisposeAsync().ConfigureAwait(false);
    }

    private static long End(SqliteConnection connection, long partition) =>
        connection.Scalar("SELECT next_offset FROM partitions WHERE id = $id", ("$id", partition)) ?? 0;

    private static long OffsetAt(SqliteConnection connection, string topic, int number, long id, long milliseconds)
    {
        var end = End(connection, id);
        var batch = connection.Scalar(
            "SELECT id FROM batches WHERE id >= $first AND id < $last AND newest_ms >= $time ORDER BY id LIMIT 1",
            ("$first", SqliteDatabase.RowId(id, 0)), ("$last", SqliteDatabase.RowId(id, end)), ("$time", milliseconds));
        if (batch is null)
        {
            return end;
        }

        using var fetcher = new RecordFetcher(connection);
        return fetcher.Fetch(topic, number, id, SqliteDatabase.Offset(batch.Value), end, enough: 1)
            .First(record => record.Timestamp.ToUnixTimeMilliseconds() >= milliseconds).Offset;
    }

    private LogPosition[] PerPartition(SqliteConnection connection, string topic, Func<int, long, long> offset) =>
        [.. _catalog.Partitions(connection, topic).Select((id, number) => new LogPosition(topic, number, offset(number, id)))];

    // All that is asked at once is of one moment, whatever others append or remove meanwhile.
    private Task<TResult> ReadAsync<TResult>(Func<SqliteConnection, TResult> read, CancellationToken cancellationToken) =>
        ExplainedAsync(
            () =>
            {
                using var connection = _database.Open();
                connection.Run("BEGIN");
                return read(connection);
            },
            cancellationToken);

    private Task<TResult> ExplainedAsync<TResult>(Func<TResult> read, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                return read();
            }
            catch (SqliteException exception)
            {
                throw _database.Explain(exception);
            }
        },
        cancellationToken);

    private void WakeReaders()
    {
        foreach (var reader in _readers.Keys)
        {
            reader.Wake.Pulse();
        }
    }
}
