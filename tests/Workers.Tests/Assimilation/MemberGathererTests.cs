using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Assimilator;
using Slams.Assimilator.Members;
using Slams.Assimilator.Observability;
using Slams.Core.Analyses;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>The owner of a cycle, with others that are played by the test.</summary>
public sealed class MemberGathererTests : IAsyncLifetime
{
    private static readonly MemberJob[] Jobs = [.. StandInMemberAnalyst.Jobs(14)];
    private readonly ScratchFolder _folder = new();
    private readonly StandInMemberAnalyst _analyst = new();
    private readonly MemberDesk _desk = new();
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly PassingClock _clock = new();
    private readonly Topics _topics = new("test");
    private readonly List<MemberGatherer> _gatherers = [];
    private MemberMetrics _metrics = null!;
    private FaultyLog _log = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static float[][] Expected => [.. Jobs.SelectMany(StandInMemberAnalyst.WindowsOf)];

    public ValueTask InitializeAsync()
    {
        _log = new FaultyLog(EventLogs.Open("sqlite:" + _folder["log.db"], new Dictionary<string, string> { [EventLogs.SqliteSynchronous] = "normal" }));
        _metrics = new MemberMetrics(_registry);
        _desk.Open(_analyst);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gatherer in _gatherers)
        {
            await gatherer.DisposeAsync();
        }

        await _log.DisposeAsync();
        _desk.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Samples_of_others_are_put_in_the_order_of_the_members_whatever_the_order_in_which_they_come()
    {
        var gathering = Gatherer().SampleAsync(Jobs, Token);
        var sent = await SentAsync(4);
        foreach (var job in Enumerable.Reverse(sent))
        {
            await AppendAsync(Answer(job));
        }

        Assert.Equal(Expected, await gathering);
        Assert.Equal(0, _analyst.Done);
        Assert.Equal(("4", "0", "0", "0"), await OriginsAsync());
    }

    [Fact]
    public async Task Jobs_are_spread_evenly_over_the_partitions_and_name_their_round()
    {
        var gathering = Gatherer().SampleAsync(Jobs, Token);
        await SentAsync(4);
        var records = await RecordsAsync(_topics.MemberJobs);
        await AppendAsync([.. Jobs.Select(Answer)]);
        await gathering;

        Assert.Equal([0, 1, 2, 3], records.Select(record => record.Partition).Order());
        Assert.Equal(Jobs.Select(job => job.Id), records.OrderBy(record => record.Partition).Select(record => record.Key));
        Assert.Equal(Jobs[0].Id, Assert.Single(records.Select(record => record.RoundOf()).Distinct()));
    }

    [Fact]
    public async Task Copies_and_samples_of_other_cycles_change_nothing()
    {
        var gathering = Gatherer().SampleAsync(Jobs, Token);
        await SentAsync(4);
        await AppendAsync(Answer(StandInMemberAnalyst.Jobs(4, seed: 9)[0]), Answer(Jobs[2]), Answer(Jobs[2]), Answer(Jobs[0]), Answer(Jobs[2]));
        await AppendAsync(Answer(Jobs[1]), Answer(Jobs[3]));

        Assert.Equal(Expected, await gathering);
        Assert.Equal(0, _analyst.Done);
    }

    [Fact]
    public async Task What_does_not_come_is_sampled_here_when_nothing_has_come_for_a_while()
    {
        var gathering = Gatherer().SampleAsync(Jobs, Token);
        await SentAsync(4);
        await AppendAsync(Answer(Jobs[0]), Answer(Jobs[3]));
        await ReadAsync(2);
        Assert.False(gathering.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(Expected, await gathering);
        Assert.Equal(2, _analyst.Done);
        Assert.Equal(("2", "2", "0", "0"), await OriginsAsync());
        Assert.True(_desk.IsSettled(Jobs[1].Id));
    }

    [Fact]
    public async Task What_others_decline_cannot_be_read_or_is_of_another_size_is_sampled_here_at_once()
    {
        var gathering = Gatherer().SampleAsync(Jobs, Token);
        await SentAsync(4);
        await AppendAsync(
            Samples(new MemberSamples(Jobs[0].Id, [], "another model")),
            Answer(Jobs[1]) with { Value = new byte[] { 1, 2, 3 } },
            Samples(new MemberSamples(Jobs[2].Id, [[1, 2, 3]])),
            Answer(Jobs[3]));

        Assert.Equal(Expected, await gathering);
        Assert.Equal(3, _analyst.Done);
        Assert.Equal(("1", "0", "3", "0"), await OriginsAsync());
    }

    [Fact]
    public async Task Samples_of_jobs_that_were_sent_before_a_crash_are_taken_and_only_the_others_are_sent_again()
    {
        var first = Gatherer();
        using var crash = new CancellationTokenSource();
        var gathering = first.SampleAsync(Jobs, crash.Token);
        await SentAsync(4);
        await AppendAsync(Answer(Jobs[0]), Answer(Jobs[1]), Answer(Jobs[2]));
        await ReadAsync(3);
        await crash.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gathering);
        await first.DisposeAsync();

        var again = Gatherer().SampleAsync(Jobs, Token);
        await SentAsync(5);
        await AppendAsync(Answer(Jobs[3]));

        Assert.Equal(Expected, await again);
        Assert.Equal(0, _analyst.Done);
        Assert.Equal(Jobs[3].Id, (await RecordsAsync(_topics.MemberJobs)).GroupBy(record => record.Key).Single(same => same.Count() == 2).Key);
    }

    [Fact]
    public async Task A_second_try_of_a_cycle_has_what_the_first_one_got()
    {
        var gatherer = Gatherer();
        await AnsweredAsync(gatherer, Jobs);

        Assert.Equal(Expected, await gatherer.SampleAsync(Jobs, Token));
        Assert.Equal(4, (await RecordsAsync(_topics.MemberJobs)).Count);
    }

    [Fact]
    public async Task What_was_gathered_is_committed_with_the_next_cycle()
    {
        var gatherer = Gatherer();
        await AnsweredAsync(gatherer, Jobs);
        Assert.Empty(await _log.CommittedAsync("test-members-gathered", _topics.MemberSamples, Token));
        await AnsweredAsync(gatherer, StandInMemberAnalyst.Jobs(4, seed: 2), before: 4);

        Assert.Equal(4, Assert.Single(await _log.CommittedAsync("test-members-gathered", _topics.MemberSamples, Token)).Offset);
    }

    [Fact]
    public async Task While_the_log_is_away_everything_is_sampled_here()
    {
        var gatherer = Gatherer();
        await gatherer.OpenAsync(Token);
        _log.Away = true;

        Assert.Equal(Expected, await gatherer.SampleAsync(Jobs, Token));
        Assert.Equal(("0", "0", "0", "4"), await OriginsAsync());

        _log.Away = false;
        await AnsweredAsync(gatherer, StandInMemberAnalyst.Jobs(4, seed: 2));
    }

    [Fact]
    public async Task A_failure_of_what_is_sampled_here_is_that_of_the_analysis()
    {
        _analyst.Before = (_, _) => throw new InvalidOperationException("out of memory");
        var gathering = Gatherer().SampleAsync(Jobs, Token);
        await SentAsync(4);
        await AppendAsync(Samples(new MemberSamples(Jobs[0].Id, [], "another model")));

        Assert.Equal("out of memory", (await Assert.ThrowsAsync<InvalidOperationException>(() => gathering)).Message);
    }

    [Fact]
    public async Task What_is_being_sampled_in_this_process_is_not_begun_once_more()
    {
        using var goOn = new ManualResetEventSlim();
        _analyst.Before = (_, token) => goOn.Wait(token);
        var gathering = Gatherer().SampleAsync(Jobs[..1], Token);
        await SentAsync(1);
        var worker = _desk.SampleAsync(Jobs[0], Token);
        await AssimilatorBench.UntilAsync(() => Task.FromResult(_desk.IsInHand(Jobs[0].Id)));
        _clock.Advance(TimeSpan.FromMinutes(2));
        var asked = _clock.Asked;
        await AssimilatorBench.UntilAsync(() => Task.FromResult(_clock.Asked > asked));
        goOn.Set();
        await AppendAsync(Samples(await worker));

        Assert.Equal(StandInMemberAnalyst.WindowsOf(Jobs[0]), await gathering);
        Assert.Equal(1, _analyst.Done);
    }

    private MemberGatherer Gatherer()
    {
        var options = Options.Create(new AssimilatorOptions { Shards = 4 });
        var gatherer = new MemberGatherer(
            _log, new MemberTopics(_topics, options), _desk, new GatherOptions(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10)), _metrics, _clock, NullLogger.Instance);
        _gatherers.Add(gatherer);
        return gatherer;
    }

    private async Task AnsweredAsync(MemberGatherer gatherer, IReadOnlyList<MemberJob> jobs, int before = 0)
    {
        var gathering = gatherer.SampleAsync(jobs, Token);
        await SentAsync(before + jobs.Count);
        await AppendAsync([.. jobs.Select(Answer)]);
        Assert.Equal(jobs.SelectMany(StandInMemberAnalyst.WindowsOf), await gathering);
    }

    private async Task<List<MemberJob>> SentAsync(int count)
    {
        await AssimilatorBench.UntilAsync(async () => (await RecordsAsync(_topics.MemberJobs)).Count == count);
        return [.. (await RecordsAsync(_topics.MemberJobs)).Select(MemberJobCodec.FromRecord)];
    }

    // The gatherer asks the clock once in each round of its loop: what was written before two more rounds has been read.
    private async Task ReadAsync(int gathered)
    {
        var asked = _clock.Asked;
        await AssimilatorBench.UntilAsync(async () => _clock.Asked > asked + 2 && (await OriginsAsync()).Shared == FormattableString.Invariant($"{gathered}"));
    }

    private Task AppendAsync(params LogRecord[] records) => _log.AppendAsync(_topics.MemberSamples, records, Token);

    private static LogRecord Answer(MemberJob job) => Samples(new MemberSamples(job.Id, StandInMemberAnalyst.WindowsOf(job)));

    private static LogRecord Samples(MemberSamples samples) => MemberSamplesCodec.ToRecord(samples, AssimilatorBench.Start);

    private async Task<List<StoredRecord>> RecordsAsync(string topic)
    {
        var records = new List<StoredRecord>();
        if ((await _log.TopicsAsync(Token)).Contains(topic))
        {
            await foreach (var record in _log.ScanAsync(topic, [], Token))
            {
                records.Add(record);
            }
        }

        return records;
    }

    private async Task<(string Shared, string Late, string Declined, string LogFailed)> OriginsAsync()
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text, Token);
        var lines = System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n');
        string Of(string origin) => lines.Single(line => line.StartsWith($"slams_member_batches_total{{origin=\"{origin}\"}} ", StringComparison.Ordinal)).Split(' ')[1];
        return (Of("shared"), Of("late"), Of("declined"), Of("log_failed"));
    }

    /// <summary>Stands still but for what the test lets pass, and counts how often it is asked.</summary>
    private sealed class PassingClock : TimeProvider
    {
        private long _ticks, _asked;

        public long Asked => Interlocked.Read(ref _asked);

        public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _asked);
            return Interlocked.Read(ref _ticks);
        }

        public override DateTimeOffset GetUtcNow() => AssimilatorBench.Start;
    }
}
