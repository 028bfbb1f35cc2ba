using Slams.Streaming.Log;
using Slams.Streaming.Sqlite;

namespace Slams.Streaming.Tests.Sqlite;

/// <summary>What only the SQLite engine promises.</summary>
public sealed class SqliteEventLogTests : IDisposable
{
    private readonly ScratchFile _file = new();

    private static DateTimeOffset Start => ScratchFile.Start;

    private string Path => _file.Path;

    private CancellationToken Token => _file.Token;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Writers_of_several_instances_lose_nothing_and_leave_no_gap()
    {
        await using var first = Open();
        await first.EnsureTopicAsync("t", 2, Token);
        await using var second = Open();
        await Task.WhenAll(new[] { first, second }.SelectMany(log => Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            for (var batch = 0; batch < 25; batch++)
            {
                await log.AppendAsync("t", [Record(0), Record(1), Record(0)], Token);
            }
        }))));

        var read = await first.ScanAsync("t", [], Token).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(0, 200).Select(offset => (long)offset), read.Where(record => record.Partition == 0).Select(record => record.Offset));
        Assert.Equal(Enumerable.Range(0, 100).Select(offset => (long)offset), read.Where(record => record.Partition == 1).Select(record => record.Offset));
    }

    [Fact]
    public async Task Whoever_asks_while_the_first_records_come_is_told_of_a_log_that_begins_with_them()
    {
        await using var log = Open();
        for (var i = 0; i < 100; i++)
        {
            var topic = FormattableString.Invariant($"t{i}");
            await log.EnsureTopicAsync(topic, 1, Token);
            var appended = Task.Run(() => log.AppendAsync(topic, [Record(0)], Token), Token);
            do
            {
                Assert.Equal(0, Assert.Single(await log.StartAsync(topic, Token)).Offset);
            }
            while (!appended.IsCompleted);

            await appended;
        }
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_nothing()
    {
        await using var log = Open();
        await log.EnsureTopicAsync("t", 2, Token);
        var exception = await Assert.ThrowsAsync<EventLogException>(() => log.AppendAsync("t", [Record(0), Record(7)], Token));
        Assert.Contains("no partition 7", exception.Message, StringComparison.Ordinal);
        Assert.Equal([0, 0], (await log.EndAsync("t", Token)).Select(end => end.Offset));
        await log.AppendAsync("t", [Record(0)], Token);
        Assert.Equal(0, Assert.Single(await log.ScanAsync("t", [], Token).ToListAsync(Token)).Offset);
    }

    [Fact]
    public async Task A_missing_topic_is_named()
    {
        await using var log = Open();
        var exception = await Assert.ThrowsAsync<EventLogException>(() => log.AppendAsync("nowhere", [Record(0)], Token));
        Assert.Contains("'nowhere'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_is_there_after_opening_again()
    {
        await using (var log = Open())
        {
            await log.EnsureTopicAsync("t", 3, Token);
            await log.AppendAsync("t", [Record(1), Record(1)], Token);
        }

        await using var again = Open();
        await again.EnsureTopicAsync("t", 8, Token);
        Assert.Equal(3, await again.PartitionCountAsync("t", Token));
        Assert.Equal([0, 2, 0], (await again.EndAsync("t", Token)).Select(end => end.Offset));
    }

    [Fact]
    public async Task A_reader_hears_of_its_partitions_before_their_records_and_on_its_own_call()
    {
        await using var log = Open();
        await log.EnsureTopicAsync("t", 2, Token);
        await log.AppendAsync("t", [Record(0), Record(1)], Token);
        await using var reader = await log.OpenReaderAsync(Options(), Token);
        var heard = new List<string>();
        reader.AssignmentChanged += change => heard.Add(string.Join(' ', change.Gained));
        var records = await reader.ReadAsync(10, TimeSpan.FromSeconds(10), Token);
        Assert.Equal(["(t, 0) (t, 1)"], heard);
        Assert.NotEmpty(records);
    }

    [Fact]
    public async Task A_group_can_start_at_the_end()
    {
        await using var log = Open();
        await log.EnsureTopicAsync("t", 1, Token);
        await log.AppendAsync("t", [Record(0)], Token);
        await using var reader = await log.OpenReaderAsync(Options() with { StartAt = StartAt.Latest }, Token);
        await log.AppendAsync("t", [Record(0)], Token);
        Assert.Equal(1, Assert.Single(await reader.ReadAsync(10, TimeSpan.FromSeconds(10), Token)).Offset);
    }

    [Fact]
    public async Task Large_records_fill_the_buffer_by_their_bytes()
    {
        await using var log = Open();
        await log.EnsureTopicAsync("t", 1, Token);
        var large = Enumerable.Range(0, 40).Select(_ => Record(0) with { Value = new byte[1 << 20] }).ToArray();
        await log.AppendAsync("t", large, Token);
        await using var reader = await log.OpenReaderAsync(Options() with { BufferBytes = 4 << 20 }, Token);
        var first = await reader.ReadAsync(1000, TimeSpan.FromSeconds(10), Token);
        // What one fetch holds at most, beyond the bound.
        Assert.InRange(first.Count, 1, 12);
        var count = first.Count;
        while (count < 40)
        {
            count += (await reader.ReadAsync(1000, TimeSpan.FromSeconds(10), Token)).Count;
        }

        Assert.Equal(40, count);
    }

    [Fact]
    public async Task A_log_may_say_how_soon_the_partitions_of_a_killed_process_are_taken_over()
    {
        await using var log = new SqliteEventLog(
            new SqliteLogOptions { Path = Path, Durability = SqliteDurability.Normal, SessionTimeout = TimeSpan.FromMilliseconds(500) });
        await log.EnsureTopicAsync("t", 1, Token);
        await using var killed = await log.OpenReaderAsync(Options() with { SessionTimeout = TimeSpan.FromHours(1) }, Token);
        await killed.ReadAsync(1, TimeSpan.Zero, Token);
        await ((SqliteLogReader)killed).AbandonAsync();
        await log.AppendAsync("t", [Record(0)], Token);

        await using var next = await log.OpenReaderAsync(Options(), Token);

        Assert.Single(await next.ReadAsync(1, TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task The_folder_of_the_file_is_made()
    {
        var path = System.IO.Path.Combine(Path, "sub", "log.db");
        await using var log = new SqliteEventLog(new SqliteLogOptions { Path = path, Durability = SqliteDurability.Normal });
        await log.EnsureTopicAsync("t", 1, Token);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_file_that_is_no_log_is_named_and_left_alone()
    {
        var text = string.Concat(Enumerable.Repeat("this is no database. ", 500));
        File.WriteAllText(Path, text);
        var exception = Assert.Throws<EventLogException>(() => Open());
        Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("damaged or is no event log", exception.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Path));
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused()
    {
        await using (Open())
        {
        }

        await using (var connection = _file.Connect())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        Assert.Contains("schema 99", Assert.Throws<EventLogException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_reported()
    {
        Directory.CreateDirectory(Path);
        Assert.Contains(Path, Assert.Throws<EventLogException>(() => Open()).Message, StringComparison.Ordinal);
    }

    private static LogRecord Record(int partition) => new("key", new byte[] { 1 }, Start) { Partition = partition };

    private static ReaderOptions Options() => new() { Group = "g", Topics = ["t"], SessionTimeout = TimeSpan.FromSeconds(10) };

    private SqliteEventLog Open(TimeProvider? clock = null) =>
        new(new SqliteLogOptions { Path = Path, Durability = SqliteDurability.Normal }, clock);
}
