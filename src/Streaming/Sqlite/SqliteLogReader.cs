using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>A member of a group. A task of its own polls the file into a bounded buffer and keeps the lease.</summary>
internal sealed class SqliteLogReader : ILogReader
{
    private const int FetchRecords = 256;
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(1);

    private readonly SqliteConnection _connection;
    private readonly RecordFetcher _fetcher;
    private readonly WriteGate _gate;
    private readonly TopicCatalog _catalog;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ReaderBuffer _buffer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<SqliteLogReader> _closed;
    private readonly PartitionCursors _cursors = new();
    private Task _polling = Task.CompletedTask;
    private IReadOnlyCollection<(string Topic, int Partition)> _assignment = [];
    private DateTimeOffset _nextHeartbeat;
    private DateTimeOffset _leaseEnd;
    private long _generation;
    private long _lastPollTicks;
    private long _unfetched = -1;
    private int _stopped;

    private SqliteLogReader(
        SqliteDatabase database, WriteGate gate, TopicCatalog catalog, ReaderOptions options, TimeSpan pollInterval,
        TimeProvider timeProvider, ILogger logger, Action<SqliteLogReader> closed)
    {
        Options = options;
        _connection = database.Open();
        _fetcher = new RecordFetcher(_connection);
        _gate = gate;
        _catalog = catalog;
        _timeProvider = timeProvider;
        _logger = logger;
        _closed = closed;
        _buffer = new ReaderBuffer(options.BufferRecords, options.BufferBytes, timeProvider) { RoomAgain = Wake.Pulse };
        Membership = new GroupMembership(catalog, options, timeProvider);
        Commits = new SqliteCommits(gate, catalog, options.Group, Membership, _buffer);
    }

    public event Action<AssignmentChange>? AssignmentChanged;

    public IReadOnlyCollection<(string Topic, int Partition)> Assignment => Volatile.Read(ref _assignment);

    public DateTimeOffset LastPoll => new(Interlocked.Read(ref _lastPollTicks), TimeSpan.Zero);

    public long? Lag => Interlocked.Read(ref _unfetched) is >= 0 and var unfetched ? unfetched + _buffer.Count : null;

    public ReaderOptions Options { get; }

    public GroupMembership Membership { get; }

    /// <summary>What this member commits.</summary>
    public SqliteCommits Commits { get; }

    /// <summary>Pulsed when this process has appended something.</summary>
    public WakeSignal Wake { get; } = new();

    public static async Task<SqliteLogReader> OpenAsync(
        SqliteDatabase database, WriteGate gate, TopicCatalog catalog, ReaderOptions options, TimeSpan pollInterval,
        TimeProvider timeProvider, ILogger logger, Action<SqliteLogReader> closed, CancellationToken cancellationToken)
    {
        var reader = new SqliteLogReader(database, gate, catalog, options, pollInterval, timeProvider, logger, closed);
        try
        {
            reader.NotePoll();
            await reader.SynchroniseAsync(cancellationToken).ConfigureAwait(false);
            var loop = new PollLoop(reader.PollAsync, reader.NotePoll, reader._buffer, reader.Wake, pollInterval, timeProvider, logger, options.Group);
            reader._polling = Task.Run(() => loop.RunAsync(reader._stop.Token), CancellationToken.None);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task<IReadOnlyList<StoredRecord>> ReadAsync(int maxRecords, TimeSpan maxWait, CancellationToken cancellationToken) =>
        _buffer.ReadAsync(maxRecords, maxWait, change => AssignmentChanged?.Invoke(change), cancellationToken);

    public void Pause(IReadOnlyCollection<(string Topic, int Partition)> partitions)
    {
        _cursors.Paused = partitions.ToHashSet();
        Wake.Pulse();
    }

    public Task CommitAsync(IReadOnlyList<LogPosition> positions, CancellationToken cancellationToken) => Commits.CommitAsync(positions, cancellationToken);

    public Task<IReadOnlyList<LogPosition>> CommittedAsync(CancellationToken cancellationToken) => Commits.CommittedAsync(Assignment, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!await StopAsync().ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await _gate.WriteAsync(
                (connection, _) =>
                {
                    Membership.Leave(connection);
                    return true;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is EventLogException or ObjectDisposedException)
        {
            SqliteLogMessages.LeaveFailed(_logger, Options.Group, exception);
        }

        await CloseAsync().ConfigureAwait(false);
    }

    /// <summary>Ends without leaving the group, as a killed process would.</summary>
    public async Task AbandonAsync()
    {
        if (await StopAsync().ConfigureAwait(false))
        {
            await CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return false;
        }

        _closed(this);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _polling.ConfigureAwait(false);
        return true;
    }

    private async Task CloseAsync()
    {
        _fetcher.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
        _buffer.Fail(new ObjectDisposedException(nameof(SqliteLogReader)));
        _stop.Dispose();
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_timeProvider.GetUtcNow() >= _nextHeartbeat || Membership.Giving.Stopped.Length > 0 || Membership.CallsForMore(_connection, _generation, holdsAny: _cursors.Count > 0))
            {
                await SynchroniseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (EventLogException exception) when (!PollLoop.IsDamaged(exception))
        {
            FetchUnderLease(cancellationToken);
            throw;
        }

        FindEnds();
        FetchAll(cancellationToken);
    }

    // Until the lease ends nobody else holds the partitions, renewed or not; and each commit asks again who does. Beyond it what waits
    // still shows in the lag.
    private void FetchUnderLease(CancellationToken cancellationToken)
    {
        FindEnds();
        if (_timeProvider.GetUtcNow() < _leaseEnd)
        {
            FetchAll(cancellationToken);
        }
    }

    private void FindEnds()
    {
        foreach (var cursor in _cursors.All)
        {
            cursor.End = _connection.Scalar("SELECT next_offset FROM partitions WHERE id = $id", ("$id", cursor.Id)) ?? 0;
        }

        NotePoll();
    }

    private void FetchAll(CancellationToken cancellationToken)
    {
        while (!_buffer.IsFull && !cancellationToken.IsCancellationRequested && _cursors.Furthest() is { } behind)
        {
            Fetch(behind);
            NotePoll();
        }
    }

    private void Fetch(PartitionCursor cursor)
    {
        var records = _fetcher.Fetch(cursor.Topic, cursor.Partition, cursor.Id, cursor.Position, cursor.End, FetchRecords);
        // Offsets leave no gaps: what is missing before the first record was there, and retention has taken it.
        var found = records.Count == 0 ? cursor.End : records[0].Offset;
        if (found > cursor.Position)
        {
            SqliteLogMessages.Overtaken(_logger, Options.Group, found - cursor.Position, cursor.Topic, cursor.Partition, cursor.Position, found);
            Options.Overtaken?.Invoke(cursor.Topic, found - cursor.Position);
        }

        if (records.Count == 0)
        {
            // Nothing is kept of the rest of this range.
            cursor.Position = cursor.End;
            return;
        }

        cursor.Position = records[^1].Offset + 1;
        cursor.Reached = records[^1].Timestamp;
        _buffer.Add(records);
    }

    private void NotePoll()
    {
        Interlocked.Exchange(ref _lastPollTicks, _timeProvider.GetUtcNow().UtcTicks);
        Interlocked.Exchange(ref _unfetched, _cursors.Unfetched);
    }

    private async Task SynchroniseAsync(CancellationToken cancellationToken)
    {
        var stopped = Membership.Giving.Stopped;
        var begun = _timeProvider.GetUtcNow();
        var synchronised = _gate.WriteAsync(
            (connection, _) =>
            {
                var state = Membership.Synchronise(connection, stopped);
                if (state.LostAll)
                {
                    Commits.Losing = true;
                }

                var held = state.LostAll ? [] : _cursors.Ids.Except(stopped).ToHashSet();
                return (state.Owned, state.LostAll, state.Generation, state.Excess, state.Owned.Except(held).ToDictionary(id => id, id => Start(connection, id)));
            },
            cancellationToken);
        // Others may hold the file's lock for minutes.
        while (!synchronised.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(synchronised, Task.Delay(LongWait, _timeProvider, cancellationToken)).ConfigureAwait(false);
            if (!synchronised.IsCompleted)
            {
                FetchUnderLease(cancellationToken);
            }
        }

        var (owned, lostAll, generation, excess, starts) = await synchronised.ConfigureAwait(false);
        _generation = generation;
        _leaseEnd = begun + Options.SessionTimeout;
        _nextHeartbeat = _timeProvider.GetUtcNow() + (Options.SessionTimeout / 3);
        // One that was stopped may be held again at once, if others have left.
        var lost = _cursors.Remove(cursor => lostAll || stopped.Contains(cursor.Id) || !owned.Contains(cursor.Id));
        Membership.Giving.Note(stopped.Length > 0 || lostAll, lost, excess);
        var gained = starts
            .Select(start => (Name: _catalog.Name(start.Key), start.Key, start.Value))
            .OrderBy(start => start.Name)
            .Select(start => new PartitionCursor(start.Key, start.Name.Topic, start.Name.Partition, start.Value))
            .ToArray();
        foreach (var cursor in gained)
        {
            _cursors.Add(cursor);
        }

        if (lost.Length + gained.Length > 0)
        {
            Volatile.Write(ref _assignment, [.. _cursors.All.Select(cursor => (cursor.Topic, cursor.Partition)).Order()]);
            _buffer.Change(new AssignmentChange(
                [.. gained.Select(cursor => (cursor.Topic, cursor.Partition))], [.. lost.Select(cursor => (cursor.Topic, cursor.Partition))]));
        }

        Commits.Losing = false;
    }

    private long Start(SqliteConnection connection, long partition) =>
        GroupOffsets.Find(connection, Options.Group, partition)
        ?? (Options.StartAt == StartAt.Earliest
            ? Retention.Start(connection, partition)
            : connection.Scalar("SELECT next_offset FROM partitions WHERE id = $id", ("$id", partition)) ?? 0);
}
