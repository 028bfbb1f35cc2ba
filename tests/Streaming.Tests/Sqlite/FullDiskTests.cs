using Microsoft.Extensions.Time.Testing;
using Slams.Streaming.Log;
using Slams.Streaming.Sqlite;

namespace Slams.Streaming.Tests.Sqlite;

/// <summary>A disk without room and a file that others hold locked: nothing is written by halves, reading goes on, all of it comes back.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(ScratchFile.Start);
    private readonly ScratchFile _file = new();

    private static DateTimeOffset Start => ScratchFile.Start;

    private CancellationToken Token => _file.Token;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Without_room_an_append_fails_as_a_whole_and_succeeds_once_there_is_room()
    {
        await using var log = await OpenAsync();
        await log.AppendAsync("t", [Record(1)], Token);
        await using var reader = await log.OpenReaderAsync(Options(), Token);
        // SQLite's own limit, raised to what the file has by now; beyond it answers as on a full disk.
        await LimitAsync(log, 1);

        var exception = await Assert.ThrowsAsync<EventLogException>(() => log.AppendAsync("t", [Record(1), Record(1 << 20)], Token));
        Assert.Contains(_file.Path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("disk is full", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(await log.EndAsync("t", Token)).Offset);
        Assert.Single(await log.ScanAsync("t", [], Token).ToListAsync(Token));
        Assert.Single(await ReadAsync(reader, 1));

        await LimitAsync(log, 1 << 20);
        await log.AppendAsync("t", [Record(1), Record(1 << 20)], Token);
        Assert.Equal([1, 2], (await ReadAsync(reader, 2)).Select(record => record.Offset));
    }

    [Fact]
    public async Task A_heartbeat_that_cannot_be_written_ends_neither_polling_nor_reading_before_the_lease_ends()
    {
        await using var log = await OpenAsync();
        await using var reader = await log.OpenReaderAsync(Options(), Token);
        using var other = _file.Connect();
        other.Run("CREATE TRIGGER full BEFORE UPDATE ON members BEGIN SELECT RAISE(ABORT, 'no room'); END");

        _clock.Advance(TimeSpan.FromMinutes(21));
        await UntilAsync(() => reader.LastPoll >= Start.AddMinutes(21));
        await log.AppendAsync("t", [Record(1)], Token);
        Assert.Single(await ReadAsync(reader, 1));
        Assert.Equal(Start.AddHours(1).ToUnixTimeMilliseconds(), other.Scalar("SELECT lease_until_ms FROM members"));

        // Past the lease nothing is read: others may. That the log is polled shows on.
        _clock.Advance(TimeSpan.FromHours(1));
        var past = _clock.GetUtcNow();
        await UntilAsync(() => reader.LastPoll >= past);
        await log.AppendAsync("t", [Record(1)], Token);
        await UntilAsync(() => reader.LastPoll > past.AddSeconds(2));
        var waiting = reader.ReadAsync(1, TimeSpan.FromHours(1), Token);
        await UntilAsync(() => reader.LastPoll > past.AddSeconds(4));
        Assert.False(waiting.IsCompleted);

        other.Run("DROP TRIGGER full");
        await UntilAsync(() => waiting.IsCompleted);
        Assert.Equal(1, Assert.Single(await waiting).Offset);
    }

    [Fact]
    public async Task A_lock_that_is_held_for_long_ends_neither_polling_nor_reading()
    {
        await using var log = await OpenAsync();
        await log.AppendAsync("t", [.. Enumerable.Repeat(Record(1), 1000)], Token);
        await using var reader = await log.OpenReaderAsync(Options() with { BufferRecords = 10 }, Token);
        using var other = _file.Connect();
        other.Run("BEGIN IMMEDIATE");
        _clock.Advance(TimeSpan.FromMinutes(21));

        Assert.Equal(Enumerable.Range(0, 1000).Select(offset => (long)offset), (await ReadAsync(reader, 1000)).Select(record => record.Offset));
        Assert.Equal(Start.AddHours(1).ToUnixTimeMilliseconds(), other.Scalar("SELECT lease_until_ms FROM members"));
        var polled = reader.LastPoll;
        await UntilAsync(() => reader.LastPoll > polled.AddMinutes(1), TimeSpan.FromSeconds(10));

        other.Run("ROLLBACK");
        await UntilAsync(() => other.Scalar("SELECT lease_until_ms FROM members") > Start.AddHours(1).ToUnixTimeMilliseconds());
    }

    private static LogRecord Record(int bytes) => new("key", new byte[bytes], Start) { Partition = 0 };

    // Heartbeats are due every 20 minutes.
    private static ReaderOptions Options() => new() { Group = "g", Topics = ["t"], SessionTimeout = TimeSpan.FromHours(1) };

    private async Task LimitAsync(SqliteEventLog log, int pages) => await log.Gate.WriteAsync(
        (connection, _) => connection.Scalar(FormattableString.Invariant($"PRAGMA max_page_count = {pages}")), Token);

    private async Task<SqliteEventLog> OpenAsync()
    {
        var log = new SqliteEventLog(
            new SqliteLogOptions { Path = _file.Path, Durability = SqliteDurability.Normal, BusyTimeout = TimeSpan.FromMilliseconds(20) }, _clock);
        await log.EnsureTopicAsync("t", 1, Token);
        return log;
    }

    private async Task<List<StoredRecord>> ReadAsync(ILogReader reader, int count)
    {
        var records = new List<StoredRecord>();
        while (records.Count < count)
        {
            var read = reader.ReadAsync(count, TimeSpan.FromMinutes(1), Token);
            await UntilAsync(() => read.IsCompleted);
            records.AddRange(await read);
        }

        return records;
    }

    /// <summary>Lets the clock go on until something has come about.</summary>
    private async Task UntilAsync(Func<bool> reached, TimeSpan? step = null)
    {
        while (!reached())
        {
            Token.ThrowIfCancellationRequested();
            _clock.Advance(step ?? TimeSpan.FromSeconds(0.5));
            await Task.Delay(1, Token);
        }
    }
}
