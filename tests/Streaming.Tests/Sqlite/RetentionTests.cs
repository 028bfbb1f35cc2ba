using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Slams.Streaming.Log;
using Slams.Streaming.Sqlite;
using Slams.Streaming.Tests.Log;

namespace Slams.Streaming.Tests.Sqlite;

public sealed class RetentionTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slams-log-");
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));
    private readonly FakeTimeProvider _clock = new(Start);

    private string File => Path.Combine(_folder.FullName, "log.db");

    private CancellationToken Token => _deadline.Token;

    public void Dispose()
    {
        _deadline.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_settings_everything_stays()
    {
        await using var log = await OpenAsync(new SqliteLogOptions { Path = File });
        await AppendHourlyAsync(log, 200);
        Assert.Equal((0, 200), await BoundsAsync(log));
    }

    [Fact]
    public async Task Age_goes_by_the_time_of_appending_and_leaves_the_newest_blocks()
    {
        await using var log = await OpenAsync(new SqliteLogOptions { Path = File, RetentionAge = TimeSpan.FromHours(48) });
        await AppendHourlyAsync(log, 200);
        // Appended at hours 0 to 199, the last step at hour 199: what is older than hour 151 is gone.
        Assert.Equal((151, 200), await BoundsAsync(log));

        _clock.Advance(TimeSpan.FromDays(365));
        await AppendHourlyAsync(log, 3);
        Assert.Equal((203 - Retention.Kept, 203), await BoundsAsync(log));
        Assert.Equal(
            Enumerable.Range(203 - Retention.Kept, Retention.Kept).Select(offset => (long)offset),
            (await log.ScanAsync("t", [], Token).ToListAsync(Token)).Select(record => record.Offset));
    }

    [Fact]
    public async Task Size_removes_the_oldest_and_the_file_stops_growing()
    {
        const long Bound = 2 << 20;
        await using var log = await OpenAsync(new SqliteLogOptions { Path = File, RetentionBytes = Bound });
        await AppendHourlyAsync(log, 300, bytes: 40_000);
        var (first, _) = await BoundsAsync(log);
        // 12 MB went through a bound of 2 MiB.
        Assert.InRange(first, 245, 265);
        var grown = new FileInfo(File).Length;
        await AppendHourlyAsync(log, 300, bytes: 40_000);
        Assert.InRange(new FileInfo(File).Length, 0, Math.Max(grown, 2 * Bound));
    }

    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 151)]
    public async Task What_a_group_has_not_committed_stays_unless_the_setting_says_otherwise(bool takesUncommitted, long expected)
    {
        await using var log = await OpenAsync(new SqliteLogOptions
        {
            Path = File,
            RetentionAge = TimeSpan.FromHours(48),
            RetentionTakesUncommitted = takesUncommitted,
        });
        await AppendHourlyAsync(log, 50);
        await using (var reader = await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = ["t"] }, Token))
        {
            await reader.CommitAsync([new LogPosition("t", 0, 30)], Token);
        }

        await AppendHourlyAsync(log, 150);

        Assert.Equal((expected, 200), await BoundsAsync(log));
    }

    [Fact]
    public async Task A_group_that_has_joined_and_committed_nothing_keeps_everything()
    {
        await using var log = await OpenAsync(new SqliteLogOptions { Path = File, RetentionAge = TimeSpan.FromHours(48) });
        await using (await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = ["t"] }, Token))
        {
        }

        await AppendHourlyAsync(log, 200);
        Assert.Equal((0, 200), await BoundsAsync(log));
    }

    [Fact]
    public async Task A_reader_goes_on_at_the_oldest_record_kept()
    {
        await using var log = await OpenAsync(new SqliteLogOptions
        {
            Path = File,
            RetentionAge = TimeSpan.FromHours(48),
            RetentionTakesUncommitted = true,
        });
        await AppendHourlyAsync(log, 200);
        await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = ["t"] }, Token);
        Assert.Equal(151, (await reader.ReadAsync(1, TimeSpan.FromSeconds(10), Token))[0].Offset);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(30, "121 records of t/0, from offset 30 to before 151,")]
    [InlineData(151, null)]
    public async Task What_retention_has_taken_before_it_was_read_is_told(int? committed, string? told)
    {
        var errors = new ErrorLog<SqliteEventLog>();
        await using var log = await OpenAsync(
            new SqliteLogOptions { Path = File, RetentionAge = TimeSpan.FromHours(48), RetentionTakesUncommitted = true }, errors);
        await AppendHourlyAsync(log, 50);
        if (committed is { } offset)
        {
            await using var before = await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = ["t"] }, Token);
            await before.CommitAsync([new LogPosition("t", 0, offset)], Token);
        }

        await AppendHourlyAsync(log, 150);
        var lost = 0L;
        await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = ["t"], Overtaken = (_, count) => lost += count }, Token);

        Assert.Equal(151, (await reader.ReadAsync(1, TimeSpan.FromSeconds(10), Token))[0].Offset);
        Assert.Equal(told is null ? [] : new[] { $"Retention has overtaken group g: {told} were removed before they were read" }, errors.Messages);
        Assert.Equal(told is null ? 0 : 151 - committed ?? 0, lost);
    }

    private async Task<SqliteEventLog> OpenAsync(SqliteLogOptions options, ILogger<SqliteEventLog>? logger = null)
    {
        var log = new SqliteEventLog(options with { Durability = SqliteDurability.Normal }, _clock, logger);
        await log.EnsureTopicAsync("t", 1, Token);
        return log;
    }

    private async Task AppendHourlyAsync(SqliteEventLog log, int count, int bytes = 10)
    {
        for (var hour = 0; hour < count; hour++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            // An old time of observation, as in a replay: it must not matter.
            await log.AppendAsync("t", [new LogRecord("key", new byte[bytes], Start.AddYears(-39))], Token);
        }
    }

    private async Task<(long First, long Next)> BoundsAsync(SqliteEventLog log) =>
        ((await log.StartAsync("t", Token))[0].Offset, (await log.EndAsync("t", Token))[0].Offset);
}
