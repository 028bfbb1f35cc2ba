using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Slams.Core.Observations;
using Slams.Hosting.Replay;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Testing;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

public sealed class LogCopyTests : IAsyncDisposable
{
    private const int Partitions = 2, Count = 2500;
    private static readonly DateTimeOffset Start = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);
    private readonly ScratchFolder _folder = new();
    private readonly IEventLog _log;
    private readonly Topics _live = new("live"), _run = new("run");

    public LogCopyTests() => _log = EventLogs.Open("sqlite:" + _folder["log.db"]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_has_every_record_in_its_partition_and_order_and_ends()
    {
        await FillAsync();
        var before = await ScanAsync(_live.Readings);

        var copy = await CopyAsync();

        Assert.Equal(before.Select(Text), (await ScanAsync(_live.Readings)).Select(Text));
        var copied = await ScanAsync(_run.Readings);
        Assert.Equal(before.Select(Text), copied.Where(record => !IsEnd(record)).Select(Text));
        Assert.Equal(Partitions, copied.Count(IsEnd));
        Assert.Equal(Count, copy.Counts.Read);
        Assert.True(copy.Counts.Ended);
    }

    [Fact]
    public async Task A_copy_that_was_broken_off_goes_on_where_it_was_and_a_finished_one_takes_nothing_more()
    {
        await FillAsync();
        await _log.EnsureTopicAsync(_run.Readings, Partitions, Token);
        var whole = await ScanAsync(_live.Readings);
        var begun = whole.GroupBy(record => record.Partition).SelectMany(group => group.Take(10 + (500 * group.Key)));
        await _log.AppendAsync(_run.Readings, [.. begun.Select(record => new LogRecord(record.Key, record.Value, record.Timestamp)
        {
            Partition = record.Partition, Headers = record.Headers,
        })], Token);

        Assert.Equal(Count, (await CopyAsync()).Counts.Read);
        var copied = (await ScanAsync(_run.Readings)).Select(Text).ToArray();
        Assert.Equal(whole.Count + Partitions, copied.Length);
        Assert.Equal(whole.Select(Text).Order(StringComparer.Ordinal), copied.Where(text => !text.EndsWith("end", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        await _log.AppendAsync(_live.Readings, [Reading(Count + 1)], Token);
        Assert.Equal(Count, (await CopyAsync()).Counts.Read);
        Assert.Equal(copied, (await ScanAsync(_run.Readings)).Select(Text));
    }

    [Fact]
    public async Task Killed_between_the_ends_of_two_sources_the_copy_ends_both()
    {
        await FillAsync(5);
        await _log.AppendAsync(_live.Readings, ProgressCodec.ToRecords(new Progress("stations.0of2", null, false), Partitions), Token);
        await _log.EnsureTopicAsync(_run.Readings, Partitions, Token);
        await _log.AppendAsync(_run.Readings, [.. (await ScanAsync(_live.Readings)).Select(record => new LogRecord(record.Key, record.Value, record.Timestamp)
        {
            Partition = record.Partition, Headers = record.Headers,
        })], Token);
        var (first, second) = (ProgressCodec.ToRecords(new Progress("stations", null, true), Partitions), ProgressCodec.ToRecords(new Progress("stations.0of2", null, true), Partitions));
        await _log.AppendAsync(_run.Readings, [.. first, second[1]], Token);

        await CopyAsync();

        var ends = (await ScanAsync(_run.Readings)).Where(IsEnd).Select(end => (end.Partition, end.SourceOf())).Order();
        Assert.Equal([(0, "stations"), (0, "stations.0of2"), (1, "stations"), (1, "stations.0of2")], ends);
    }

    [Fact]
    public async Task What_retention_has_removed_since_the_replay_was_begun_ends_it_and_nothing_is_missing_silently()
    {
        await FillAsync(20);
        var range = await RangeAsync(null, new Dictionary<string, long>());
        await using var log = new FaultyLog(EventLogs.Open("sqlite:" + _folder["log.db"])) { OldestGoAtScan = true };

        var gone = await Assert.ThrowsAsync<EventLogException>(() => new LogCopy(log, range, _live.Readings, _run.Readings, TimeProvider.System).RunAsync(Token));

        Assert.Contains("live.readings/0 was to be read from offset 0, and begins at 1 by now", gone.Message, StringComparison.Ordinal);
        // Trying again would not bring it back.
        Assert.True(gone.NeedsRestart);
        Assert.Empty(await ScanAsync(_run.Readings));
    }

    [Fact]
    public async Task Copies_that_were_begun_elsewhere_are_not_gone_on_with()
    {
        await FillAsync(20);
        await CopyAsync();

        var other = await Assert.ThrowsAsync<EventLogException>(
            () => CopyAsync(offsets: new Dictionary<string, long> { ["live.readings/0"] = 2 }));

        Assert.Contains("'run.readings' was begun elsewhere in partition 0 than at offset 2 of 'live.readings'", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_begin_traces_of_their_own_with_the_same_content()
    {
        using var spans = new RecordedSpans();
        using var ingest = new Activity("ingest") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C);
        ingest.Start();
        await _log.EnsureTopicAsync(_live.Readings, Partitions, Token);
        await _log.EnsureTopicAsync(_live.Frames, Partitions, Token);
        await _log.AppendAsync(_live.Readings, new[] { Reading(1), Reading(2) }.WithTrace(ingest), Token);
        ingest.Stop();
        var before = await ScanAsync(_live.Readings);

        await CopyAsync();

        var copied = (await ScanAsync(_run.Readings)).Where(record => !IsEnd(record)).ToList();
        Assert.Equal(before.Select(Text), copied.Select(Text));
        Assert.All(before, record => Assert.Equal(ingest.TraceId, record.TraceOf().TraceId));
        var append = Assert.Single(spans.Ended, span => span.OperationName == "replay.append");
        Assert.All(copied, record => Assert.Equal(append.SpanId, record.TraceOf().SpanId));
        Assert.NotEqual(ingest.TraceId, append.TraceId);
    }

    [Fact]
    public async Task Times_and_offsets_bound_what_is_copied()
    {
        await FillAsync();
        var from = Start.AddMinutes(1000);
        await CopyAsync(range => range with { From = from, To = Start.AddMinutes(1099) }, from);
        Assert.Equal(
            Enumerable.Range(1000, 100).Select(number => Start.AddMinutes(number)),
            (await ScanAsync(_run.Readings)).Where(record => record.KindOf() == RecordKind.Reading).Select(record => record.Timestamp).Order());

        var other = new Topics("other");
        var ends = (await _log.EndAsync(_live.Readings, Token)).ToDictionary(LogRange.Name, end => end.Offset - 5);
        await CopyAsync(range => range, null, ends, other);
        Assert.Equal(5 * Partitions, (await ScanAsync(other.Readings)).Count(record => !IsEnd(record)));
    }

    [Fact]
    public async Task Where_a_source_once_ended_and_began_anew_the_end_is_left_out()
    {
        await FillAsync();
        await _log.AppendAsync(_live.Readings, ProgressCodec.ToRecords(new Progress("stations", null, true), Partitions), Token);
        await _log.AppendAsync(_live.Readings, [Reading(Count)], Token);

        await CopyAsync();

        foreach (var partition in (await ScanAsync(_run.Readings)).GroupBy(record => record.Partition))
        {
            Assert.True(IsEnd(partition.Last()));
            Assert.Single(partition, IsEnd);
        }
    }

    [Fact]
    public async Task At_real_time_what_is_due_later_waits()
    {
        await FillAsync(3);
        var clock = new FakeTimeProvider(Start);
        var copying = CopyAsync(range => range with { Speed = 1 }, clock: clock);
        while ((await ReadingsCopiedAsync()) < 1)
        {
            await Task.Delay(5, Token);
        }

        Assert.False(copying.IsCompleted);
        Assert.Equal(1, await ReadingsCopiedAsync());
        while (!copying.IsCompleted)
        {
            // An hour after each look: the wait for the next minute may not have begun yet.
            clock.Advance(TimeSpan.FromHours(1));
            await Task.Delay(5, Token);
        }

        await copying;
        Assert.Equal(3, await ReadingsCopiedAsync());
    }

    [Fact]
    public async Task A_topic_or_partition_that_is_not_there_is_named()
    {
        var nothing = await Assert.ThrowsAsync<EventLogException>(() => RangeAsync(null, new Dictionary<string, long>()));
        Assert.Contains("live.readings", nothing.Message, StringComparison.Ordinal);
        await FillAsync(1);
        var partition = await Assert.ThrowsAsync<EventLogException>(() => RangeAsync(null, new Dictionary<string, long> { ["live.readings/9"] = 1 }));
        Assert.Contains("live.readings/9", partition.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _folder.Dispose();
    }

    private static LogRecord Reading(int number) => ReadingCodec.ToRecord(
        new StationReading
        {
            StationId = FormattableString.Invariant($"S{number % 7}"),
            Time = Start.AddMinutes(number),
            AirTemperatureK = 280,
            SourceRecord = number,
        },
        "stations");

    private static bool IsEnd(StoredRecord record) => record.KindOf() == RecordKind.Progress && ProgressCodec.FromRecord(record).EndOfStream;

    private static string Text(StoredRecord record) => FormattableString.Invariant(
        $"{record.Partition}|{record.Key}|{record.Timestamp:O}|{Convert.ToHexString(record.Value.Span)}|{(IsEnd(record) ? "end" : "")}");

    private async Task FillAsync(int count = Count)
    {
        await _log.EnsureTopicAsync(_live.Frames, Partitions, Token);
        await _log.EnsureTopicAsync(_live.Readings, Partitions, Token);
        await _log.AppendAsync(
            _live.Readings,
            [.. ProgressCodec.ToRecords(new Progress("stations", null, false), Partitions), .. Enumerable.Range(0, count).Select(Reading)], Token);
    }

    private Task<LogRange> RangeAsync(DateTimeOffset? from, IReadOnlyDictionary<string, long> offsets) =>
        LogRange.FindAsync(_log, _live, from, offsets, Token);

    private async Task<LogCopy> CopyAsync(
        Func<LogRange, LogRange>? change = null, DateTimeOffset? from = null, IReadOnlyDictionary<string, long>? offsets = null, Topics? to = null,
        TimeProvider? clock = null)
    {
        var range = await RangeAsync(from, offsets ?? new Dictionary<string, long>());
        var copy = new LogCopy(_log, change?.Invoke(range) ?? range, _live.Readings, (to ?? _run).Readings, clock ?? TimeProvider.System);
        await copy.RunAsync(Token);
        return copy;
    }

    private async Task<int> ReadingsCopiedAsync() => (await _log.TopicsAsync(Token)).Contains(_run.Readings)
        ? (await ScanAsync(_run.Readings)).Count(record => record.KindOf() == RecordKind.Reading)
        : 0;

    private async Task<List<StoredRecord>> ScanAsync(string topic) => await _log.ScanAsync(topic, [], Token).ToListAsync(Token);
}
