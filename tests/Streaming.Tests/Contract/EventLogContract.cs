using System.Globalization;
using System.Text;
using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Contract;

/// <summary>What every engine must do. One class per engine derives from this.</summary>
public abstract partial class EventLogContract : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Start = new(1995, 3, 18, 0, 0, 0, TimeSpan.Zero);

    private readonly string _suffix = Guid.NewGuid().ToString("N")[..8];
    private readonly CancellationTokenSource _deadline = new(Deadline);
    private IEventLog? _log;

    protected abstract LogFixture Fixture { get; }

    private IEventLog Log => _log ??= Fixture.Open();

    private CancellationToken Token => _deadline.Token;

    private string Topic => $"test-{_suffix}.in";

    private string Output => $"test-{_suffix}.out";

    private string Group => $"group-{_suffix}";

    /// <summary>Why nothing can be run here; null where it can.</summary>
    protected virtual string? Unavailable => null;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Unavailable is not null, Unavailable ?? "");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync();
        }

        _deadline.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Records_come_back_whole_and_in_order_per_partition()
    {
        await EnsureAsync(Topic);
        var records = Records(0, 500).ToArray();
        await Log.AppendAsync(Topic, records[..200], Token);
        await Log.AppendAsync(Topic, records[200..], Token);

        await using var reader = await ReaderAsync(Log);
        var read = await ReadAsync(reader, 500);

        foreach (var partition in read.GroupBy(record => record.Partition))
        {
            Assert.Equal(Enumerable.Range(0, partition.Count()).Select(offset => (long)offset), partition.Select(record => record.Offset));
            var sent = records.Where(record => KeyPartitioner.Partition(record.Key!, Fixture.Partitions) == partition.Key).ToArray();
            Assert.Equal(sent.Select(Describe), partition.Select(Describe));
        }
    }

    [Fact]
    public async Task Null_keys_are_spread_and_empty_values_and_headers_survive()
    {
        await EnsureAsync(Topic);
        var records = Enumerable.Range(0, 40).Select(_ => new LogRecord(null, Array.Empty<byte>(), Start)).ToArray();
        await Log.AppendAsync(Topic, records, Token);

        await using var reader = await ReaderAsync(Log);
        var read = await ReadAsync(reader, 40);

        Assert.All(read, record => Assert.Null(record.Key));
        Assert.All(read, record => Assert.Equal(0, record.Value.Length));
        Assert.All(read, record => Assert.Empty(record.Headers));
        Assert.Equal(Fixture.Partitions, read.Select(record => record.Partition).Distinct().Count());
    }

    [Fact]
    public async Task Explicit_partitions_and_old_timestamps_are_kept()
    {
        await EnsureAsync(Topic);
        var times = new[] { DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(-30), Start.AddMilliseconds(1) };
        var records = times.Select(time => new LogRecord("key", "x"u8.ToArray(), time) { Partition = 2 }).ToArray();
        await Log.AppendAsync(Topic, records, Token);

        await using var reader = await ReaderAsync(Log);
        var read = await ReadAsync(reader, 3);

        Assert.All(read, record => Assert.Equal(2, record.Partition));
        Assert.Equal(times, read.Select(record => record.Timestamp));
    }

    [Fact]
    public async Task Reading_goes_on_at_the_committed_offset()
    {
        await EnsureAsync(Topic);
        await Log.AppendAsync(Topic, [.. Records(0, 100)], Token);
        var committed = new List<LogPosition>();
        await using (var reader = await ReaderAsync(Log))
        {
            var read = await ReadAsync(reader, 100);
            committed.AddRange(read.GroupBy(record => record.Partition).Select(group => new LogPosition(Topic, group.Key, group.Min(record => record.Offset) + 3)));
            await reader.CommitAsync(committed, Token);
            Assert.Equal(Sorted(committed), Sorted(await reader.CommittedAsync(Token)));
        }

        await using var log = Fixture.Open();
        await using var again = await ReaderAsync(log);
        var rest = await ReadAsync(again, 100 - committed.Sum(position => (int)position.Offset));

        Assert.Equal(
            Sorted(committed),
            Sorted(rest.GroupBy(record => record.Partition).Select(group => new LogPosition(Topic, group.Key, group.Min(record => record.Offset)))));
    }

    [Fact]
    public async Task New_records_wake_a_waiting_reader_of_another_instance()
    {
        await EnsureAsync(Topic);
        await using var other = Fixture.Open();
        await using var reader = await ReaderAsync(other);
        await Log.AppendAsync(Topic, [.. Records(0, 10)], Token);
        Assert.Equal(10, (await ReadAsync(reader, 10)).Count);

        var waiting = ReadAsync(reader, 5);
        await Log.AppendAsync(Topic, [.. Records(10, 5)], Token);

        Assert.Equal(5, (await waiting).Count);
    }

    [Fact]
    public async Task An_empty_log_returns_nothing_after_the_wait()
    {
        await EnsureAsync(Topic);
        await using var reader = await ReaderAsync(Log);
        Assert.Empty(await reader.ReadAsync(10, TimeSpan.FromMilliseconds(50), Token));
    }

    [Fact]
    public async Task A_slow_caller_holds_the_buffer_bounded_while_polling_goes_on()
    {
        await EnsureAsync(Topic);
        await Log.AppendAsync(Topic, [.. Records(0, 5000)], Token);
        await using var reader = await Log.OpenReaderAsync(Options() with { BufferRecords = 100 }, Token);
        var first = await ReadAsync(reader, 1, exactly: false);
        var before = reader.LastPoll;

        await UntilAsync(() => reader.LastPoll > before);
        var rest = await ReadAsync(reader, 5000 - first.Count);

        Assert.Equal(5000, first.Concat(rest).Select(record => (record.Partition, record.Offset)).Distinct().Count());
        await UntilAsync(() => reader.Lag == 0);
    }

    [Fact]
    public async Task Two_members_share_the_partitions_and_each_record_goes_to_one()
    {
        await EnsureAsync(Topic);
        await using var other = Fixture.Open();
        await using var first = await ReaderAsync(Log);
        await using var second = await ReaderAsync(other);
        await UntilAsync(
            () => first.Assignment.Count == Fixture.Partitions / 2 && second.Assignment.Count == Fixture.Partitions / 2,
            () => Task.WhenAll(first.ReadAsync(1, TimeSpan.FromMilliseconds(20), Token), second.ReadAsync(1, TimeSpan.FromMilliseconds(20), Token)));
        Assert.Empty(first.Assignment.Intersect(second.Assignment));

        await Log.AppendAsync(Topic, [.. Records(0, 200)], Token);
        var read = new List<StoredRecord>();
        while (read.Count < 200)
        {
            read.AddRange(await first.ReadAsync(200, TimeSpan.FromMilliseconds(20), Token));
            read.AddRange(await second.ReadAsync(200, TimeSpan.FromMilliseconds(20), Token));
        }

        Assert.Equal(200, read.Select(record => (record.Partition, record.Offset)).Distinct().Count());
        Assert.Equal(200, read.Count);
    }

    [Fact]
    public async Task A_dead_members_partitions_are_taken_over_from_the_committed_offset()
    {
        await EnsureAsync(Topic);
        await Log.AppendAsync(Topic, [.. Records(0, 100)], Token);
        var dying = Fixture.Open();
        var dead = await ReaderAsync(dying);
        var read = await ReadAsync(dead, 100);
        await dead.CommitAsync([.. Ends(read)], Token);
        await Log.AppendAsync(Topic, [.. Records(100, 50)], Token);
        await Fixture.KillAsync(dying, dead);

        var changes = new List<AssignmentChange>();
        await using var heir = await ReaderAsync(Log);
        heir.AssignmentChanged += changes.Add;
        var taken = await ReadAsync(heir, 50);

        Assert.Equal(Enumerable.Range(100, 50), taken.Select(Number).Order());
        Assert.Equal(Fixture.Partitions, heir.Assignment.Count);
        Assert.Equal(Fixture.Partitions, changes.SelectMany(change => change.Gained).Distinct().Count());
    }

    [Fact]
    public async Task What_was_read_before_a_loss_cannot_be_committed_though_the_partition_is_held_again()
    {
        Assert.SkipWhen(Fixture.SlowRebalances is not null, Fixture.SlowRebalances ?? "");
        await EnsureAsync(Topic);
        await Log.AppendAsync(Topic, [.. Records(0, 100)], Token);
        await using var other = Fixture.Open();
        await using var first = await ReaderAsync(Log);
        var read = await ReadAsync(first, 100);
        // From here on the first one polls, and does not hear of anything.
        var between = await ReaderAsync(other);
        await UntilAsync(() => between.Assignment.Count > 0, () => between.ReadAsync(1, TimeSpan.FromMilliseconds(20), Token));
        var lost = between.Assignment.First();
        await between.DisposeAsync();
        await UntilAsync(() => first.Assignment.Count == Fixture.Partitions);

        await Assert.ThrowsAsync<LostPartitionException>(() => first.CommitAsync([.. Ends(read.Where(record => (record.Topic, record.Partition) == lost))], Token));
        var again = await ReadAsync(first, read.Count(record => record.Partition == lost.Partition));
        await first.CommitAsync([.. Ends(again)], Token);
    }

    [Fact]
    public async Task A_scan_reads_all_from_given_offsets_to_the_end_without_a_group()
    {
        await EnsureAsync(Topic);
        await Log.AppendAsync(Topic, [.. Records(0, 300)], Token);
        var ends = await Log.EndAsync(Topic, Token);
        Assert.Equal(300, ends.Sum(end => end.Offset));
        var from = ends.Select(end => end with { Offset = end.Offset / 2 }).ToArray();

        var all = await Log.ScanAsync(Topic, [], Token).ToListAsync(Token);
        var part = await Log.ScanAsync(Topic, from, Token).ToListAsync(Token);

        Assert.Equal(Enumerable.Range(0, 300), all.Select(Number).Order());
        Assert.Equal(ends.Sum(end => end.Offset - (end.Offset / 2)), part.Count);
        Assert.All(part, record => Assert.True(record.Offset >= from[record.Partition].Offset));
    }

    [Fact]
    public async Task A_scan_of_an_empty_topic_ends_at_once()
    {
        await EnsureAsync(Topic);
        Assert.Empty(await Log.ScanAsync(Topic, [], Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Offsets_are_found_by_time()
    {
        Assert.SkipWhen(Fixture.NoTimeLookup is not null, Fixture.NoTimeLookup ?? "");
        await EnsureAsync(Topic);
        for (var batch = 0; batch < 5; batch++)
        {
            await Log.AppendAsync(
                Topic, [.. Enumerable.Range(batch * 10, 10).Select(number => Record(number) with { Partition = 1 })], Token);
        }

        Assert.Equal(27, (await Log.OffsetsAtAsync(Topic, Start.AddSeconds(27), Token))[1].Offset);
        Assert.Equal(0, (await Log.OffsetsAtAsync(Topic, Start.AddDays(-1), Token))[1].Offset);
        Assert.Equal(50, (await Log.OffsetsAtAsync(Topic, Start.AddDays(1), Token))[1].Offset);
        Assert.Equal(0, (await Log.OffsetsAtAsync(Topic, Start, Token))[0].Offset);
    }

    [Fact]
    public async Task Outputs_and_positions_are_committed_together()
    {
        Assert.SkipWhen(Fixture.NoTransactions is not null, Fixture.NoTransactions ?? "");
        await EnsureAsync(Topic);
        await EnsureAsync(Output);
        await Log.AppendAsync(Topic, [.. Records(0, 20)], Token);
        await using (var reader = await ReaderAsync(Log))
        await using (var writer = await Log.OpenTransactionalWriterAsync("writer-" + _suffix, Token))
        {
            var read = await ReadAsync(reader, 20);
            await writer.CommitAsync([.. Records(0, 5).Select(record => (Output, record))], reader, [.. Ends(read)], Token);
        }

        Assert.Equal(5, (await Log.ScanAsync(Output, [], Token).ToListAsync(Token)).Count);
        await Log.AppendAsync(Topic, [.. Records(20, 1)], Token);
        await using var again = await ReaderAsync(Log);
        Assert.Equal(20, Number((await ReadAsync(again, 1))[0]));
    }

    [Fact]
    public async Task An_older_writer_of_the_same_name_is_fenced_and_leaves_nothing()
    {
        Assert.SkipWhen(Fixture.NoTransactions is not null, Fixture.NoTransactions ?? "");
        await EnsureAsync(Topic);
        await EnsureAsync(Output);
        await Log.AppendAsync(Topic, [.. Records(0, 20)], Token);
        await using var reader = await ReaderAsync(Log);
        var read = await ReadAsync(reader, 20);
        await using var zombie = await Log.OpenTransactionalWriterAsync("writer-" + _suffix, Token);
        await using var other = Fixture.Open();
        await using var heir = await other.OpenTransactionalWriterAsync("writer-" + _suffix, Token);

        await Assert.ThrowsAsync<FencedWriterException>(() =>
            zombie.CommitAsync([(Output, Record(0))], reader, [.. Ends(read)], Token));
        Assert.Empty(await Log.ScanAsync(Output, [], Token).ToListAsync(Token));
        Assert.Empty(await reader.CommittedAsync(Token));

        await heir.CommitAsync([(Output, Record(1))], await OwnReaderAsync(other), [], Token);
        Assert.Equal(1, Number(Assert.Single(await Log.ScanAsync(Output, [], Token).ToListAsync(Token))));
    }

    [Fact]
    public async Task A_writer_that_never_saw_the_topic_reports_what_is_missing()
    {
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.EnsureTopicAsync(Topic, 0, Token));
        Assert.Equal("partitions", exception.ParamName);
    }

    protected static string Describe(LogRecord record) => Describe(record.Key, record.Value, record.Timestamp, record.Headers);

    protected static string Describe(StoredRecord record) => Describe(record.Key, record.Value, record.Timestamp, record.Headers);

    private static string Describe(string? key, ReadOnlyMemory<byte> value, DateTimeOffset time, IReadOnlyDictionary<string, string> headers) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{key}|{Encoding.UTF8.GetString(value.Span)}|{time:O}|{string.Join(',', headers.OrderBy(header => header.Key, StringComparer.Ordinal))}");

    private static IEnumerable<LogRecord> Records(int first, int count) => Enumerable.Range(first, count).Select(Record);

    private static LogRecord Record(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"station-{number % 37}"),
        Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), Start.AddSeconds(number))
    {
        Headers = new Dictionary<string, string> { ["kind"] = "täst", ["number"] = (number % 3).ToString(CultureInfo.InvariantCulture) },
    };

    private static int Number(StoredRecord record) => int.Parse(Encoding.UTF8.GetString(record.Value.Span), CultureInfo.InvariantCulture);

    private static IEnumerable<LogPosition> Ends(IEnumerable<StoredRecord> records) => records
        .GroupBy(record => (record.Topic, record.Partition))
        .Select(group => new LogPosition(group.Key.Topic, group.Key.Partition, group.Max(record => record.Offset) + 1));

    private static IEnumerable<LogPosition> Sorted(IEnumerable<LogPosition> positions) =>
        positions.OrderBy(position => position.Topic, StringComparer.Ordinal).ThenBy(position => position.Partition);

    private Task EnsureAsync(string topic) => Log.EnsureTopicAsync(topic, Fixture.Partitions, Token);

    private ReaderOptions Options() => new() { Group = Group, Topics = [Topic], SessionTimeout = Fixture.SessionTimeout };

    private Task<ILogReader> ReaderAsync(IEventLog log) => log.OpenReaderAsync(Options(), Token);

    private Task<ILogReader> OwnReaderAsync(IEventLog log) => log.OpenReaderAsync(Options() with { Group = Group + "-2" }, Token);

    private async Task<List<StoredRecord>> ReadAsync(ILogReader reader, int count, bool exactly = true)
    {
        var records = new List<StoredRecord>();
        while (records.Count < count)
        {
            records.AddRange(await reader.ReadAsync(exactly ? count - records.Count : count, TimeSpan.FromSeconds(1), Token));
        }

        return records;
    }

    private async Task UntilAsync(Func<bool> reached, Func<Task>? meanwhile = null)
    {
        while (!reached())
        {
            Token.ThrowIfCancellationRequested();
            await (meanwhile?.Invoke() ?? Task.Delay(5, Token));
        }
    }
}
