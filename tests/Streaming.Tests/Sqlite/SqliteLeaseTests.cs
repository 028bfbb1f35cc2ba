using Microsoft.Extensions.Time.Testing;
using Slams.Streaming.Log;
using Slams.Streaming.Sqlite;

namespace Slams.Streaming.Tests.Sqlite;

/// <summary>Members that fall silent lose what they hold, and what they say of it afterwards.</summary>
public sealed class SqliteLeaseTests : IDisposable
{
    private readonly ScratchFile _file = new();

    private static DateTimeOffset Start => ScratchFile.Start;

    private string Path => _file.Path;

    private CancellationToken Token => _file.Token;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_dead_member_keeps_its_partitions_until_the_lease_ends_and_no_longer()
    {
        var clock = new FakeTimeProvider(Start);
        await using var log = Open(clock);
        await log.EnsureTopicAsync("t", 2, Token);
        var dead = (SqliteLogReader)await log.OpenReaderAsync(Options(), Token);
        await dead.AbandonAsync();

        clock.Advance(TimeSpan.FromSeconds(9));
        await using (var early = await log.OpenReaderAsync(Options(), Token))
        {
            // One of two members: its fair share is one partition, and the dead one still holds both.
            Assert.Empty(early.Assignment);
        }

        clock.Advance(TimeSpan.FromSeconds(2));
        await using var heir = await log.OpenReaderAsync(Options(), Token);
        Assert.Equal(2, heir.Assignment.Count);
    }

    [Fact]
    public async Task A_member_that_lost_its_lease_can_commit_neither_offsets_nor_outputs()
    {
        var (stoppedClock, clock) = (new FakeTimeProvider(Start), new FakeTimeProvider(Start));
        await using var stopped = Open(stoppedClock);
        await stopped.EnsureTopicAsync("t", 1, Token);
        await stopped.EnsureTopicAsync("out", 1, Token);
        await using var zombie = await stopped.OpenReaderAsync(Options(), Token);
        await using var writer = await stopped.OpenTransactionalWriterAsync("w", Token);
        await ((SqliteLogReader)zombie).AbandonAsync();

        clock.Advance(TimeSpan.FromSeconds(11));
        await using var log = Open(clock);
        await using var heir = await log.OpenReaderAsync(Options(), Token);

        LogPosition[] positions = [new LogPosition("t", 0, 1)];
        await Assert.ThrowsAsync<LostPartitionException>(() => zombie.CommitAsync(positions, Token));
        await Assert.ThrowsAsync<LostPartitionException>(() => writer.CommitAsync([("out", Record(0))], zombie, positions, Token));
        Assert.Empty(await log.ScanAsync("out", [], Token).ToListAsync(Token));
        Assert.Empty(await heir.CommittedAsync(Token));
        await heir.CommitAsync(positions, Token);
        Assert.Equal(positions, await heir.CommittedAsync(Token));
    }

    [Fact]
    public async Task What_was_read_before_the_lease_ended_is_not_committed_over_what_another_has_committed_since()
    {
        var clock = new FakeTimeProvider(Start);
        await using var log = Open(clock);
        await log.EnsureTopicAsync("t", 1, Token);
        await log.EnsureTopicAsync("out", 1, Token);
        await log.AppendAsync("t", [Record(0), Record(0), Record(0), Record(0)], Token);
        await using var suspended = await log.OpenReaderAsync(Options(), Token);
        await using var writer = await log.OpenTransactionalWriterAsync("w", Token);
        var read = await NextAsync();
        // For the one the time stands still, for the other a session timeout has passed.
        await using (var other = Open(new FakeTimeProvider(Start.AddSeconds(11))))
        await using (var heir = await other.OpenReaderAsync(Options(), Token))
        {
            await heir.CommitAsync([new LogPosition("t", 0, 3)], Token);
        }

        while (!IsHeld())
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5, Token);
        }

        LogPosition[] stale = [new LogPosition("t", 0, read[0].Offset + 1)];
        await Assert.ThrowsAsync<LostPartitionException>(() => suspended.CommitAsync(stale, Token));
        await Assert.ThrowsAsync<LostPartitionException>(() => writer.CommitAsync([("out", Record(0))], suspended, stale, Token));
        Assert.Empty(await log.ScanAsync("out", [], Token).ToListAsync(Token));
        Assert.Equal(3, Assert.Single(await log.CommittedAsync("g", "t", Token)).Offset);

        Assert.Equal(3, Assert.Single(await NextAsync()).Offset);
        await suspended.CommitAsync([new LogPosition("t", 0, 4)], Token);
        Assert.Equal(4, Assert.Single(await log.CommittedAsync("g", "t", Token)).Offset);

        async Task<IReadOnlyList<StoredRecord>> NextAsync()
        {
            while (true)
            {
                if (await suspended.ReadAsync(4, TimeSpan.Zero, Token) is { Count: > 0 } records)
                {
                    return records;
                }

                clock.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Delay(5, Token);
            }
        }
    }

    private static LogRecord Record(int partition) => new("key", new byte[] { 1 }, Start) { Partition = partition };

    private static ReaderOptions Options() => new() { Group = "g", Topics = ["t"], SessionTimeout = TimeSpan.FromSeconds(10) };

    /// <summary>Whether somebody holds a partition.</summary>
    private bool IsHeld()
    {
        using var connection = _file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM owners";
        return command.ExecuteScalar() is not null;
    }

    private SqliteEventLog Open(TimeProvider clock) => new(new SqliteLogOptions { Path = Path, Durability = SqliteDurability.Normal }, clock);
}
