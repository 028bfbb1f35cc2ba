using Slams.Hosting.Ingest;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Polling;

/// <summary>Files that others write into a topic are brought in its order, each once.</summary>
public sealed class RawTopicTests
{
    private const string Topic = "raw.synop", Group = "raw.synop.stations.raw";
    private static readonly DateTimeOffset Written = new(2026, 11, 30, 5, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_message_is_a_file_named_by_its_header_or_key_and_dated_by_its_time()
    {
        await using var bench = await PollBench.StartAsync();
        using var folder = new ScratchFolder();
        await using var log = Open(folder);
        await WriteAsync(log, Message("a.txt", "key", "one"), Message(null, "b/../c.txt", "two"), Message(null, null, "three"));

        await UntilCommittedAsync(bench, log, 3);

        Assert.Equal(["one", "two", "three"], bench.Contents());
        Assert.Equal(["a.txt", "b_.._c.txt", "data"], bench.Files().Select(Path.GetFileName));
        Assert.All(bench.Files(), file => Assert.Equal(Written.UtcDateTime, File.GetLastWriteTimeUtc(file)));
        Assert.Equal("new 3", await bench.OutcomesAsync());
    }

    [Fact]
    public async Task A_message_without_a_time_is_dated_by_its_arrival() => await OnceAsync(async (bench, log) =>
    {
        await WriteAsync(log, Message("a.txt", null, "one") with { Timestamp = DateTimeOffset.UnixEpoch.AddMilliseconds(-1) });
        var before = bench.Clock.GetUtcNow().UtcDateTime;

        await UntilCommittedAsync(bench, log, 1);

        Assert.InRange(File.GetLastWriteTimeUtc(Assert.Single(bench.Files())), before, bench.Clock.GetUtcNow().UtcDateTime);
    });

    [Fact]
    public async Task The_same_content_twice_is_two_files() => await OnceAsync(async (bench, log) =>
    {
        await WriteAsync(log, Message("a.txt", null, "same"), Message("a.txt", null, "same"));

        await UntilCommittedAsync(bench, log, 2);

        Assert.Equal(["same", "same"], bench.Contents());
    });

    [Fact]
    public async Task What_was_brought_and_not_committed_is_not_brought_again() => await OnceAsync(async (bench, log) =>
    {
        await WriteAsync(log, Message("a.txt", null, "one"), Message("b.txt", null, "two"));
        await UntilCommittedAsync(bench, log, 2);
        var files = bench.Files();
        // As if the process had been killed before its commit, and the files had been read or not.
        bench.Restart([files[0]]);
        await UntilCommittedAsync(bench, log, 2, group: "another");

        Assert.Equal(files, bench.Files());
    });

    [Fact]
    public async Task Who_has_lost_its_messages_to_another_instance_goes_on_reading() => await OnceAsync(async (bench, log) =>
    {
        await WriteAsync(log, Message("a.txt", null, "one"), Message("b.txt", null, "two"));

        await UntilCommittedAsync(bench, new FaultyLog(log) { CommitsOfLost = 1 }, 2);

        Assert.Equal(["one", "two"], bench.Contents());
        Assert.Equal("new 2", await bench.OutcomesAsync());
    });

    [Fact]
    public async Task What_is_too_large_or_empty_is_passed_over() => await OnceAsync(
        async (bench, log) =>
        {
            await WriteAsync(log, Message("a.txt", null, new string('x', 101)), Message("b.txt", null, ""), Message("c.txt", null, "three"));

            await UntilCommittedAsync(bench, log, 3);

            Assert.Equal(["three"], bench.Contents());
            Assert.Equal("absent 1, new 1, refused 1", await bench.OutcomesAsync());
        },
        maxBytes: 100);

    [Fact]
    public async Task While_the_spool_cannot_be_written_nothing_is_committed_and_nothing_lost() => await OnceAsync(async (bench, log) =>
    {
        await WriteAsync(log, Message("a.txt", null, "one"));
        Directory.Delete(bench.Folder);
        await File.WriteAllTextAsync(bench.Folder, "no folder", Token);
        var failed = new TaskCompletionSource();
        bench.Logger.Added = () =>
        {
            bench.Logger.Added = null;
            File.Delete(bench.Folder);
            Directory.CreateDirectory(bench.Folder);
            failed.TrySetResult();
        };

        await UntilCommittedAsync(bench, log, 1);

        Assert.True(failed.Task.IsCompleted);
        Assert.Equal(["one"], bench.Contents());
    });

    [Fact]
    public async Task A_topic_that_is_made_later_is_waited_for() => await OnceAsync(async (bench, log) =>
    {
        var absent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Logger.Added = () => absent.TrySetResult();
        var reading = UntilCommittedAsync(bench, log, 1);
        await absent.Task.WaitAsync(Token);

        await WriteAsync(log, Message("a.txt", null, "one"));
        await reading;

        Assert.Equal(["one"], bench.Contents());
        Assert.Contains(bench.Logger.Written, written => written.Event == 1027);
    });

    [Fact]
    public async Task Offsets_are_committed_when_the_files_are_in_the_log() => await OnceAsync(async (bench, log) =>
    {
        bench.Reads = false;
        await WriteAsync(log, Message("a.txt", null, "one"), Message("b.txt", null, "two"));
        var committed = UntilCommittedAsync(bench, log, 2);
        string[] files = [await bench.Backlog.Arrivals.ReadAsync(Token), await bench.Backlog.Arrivals.ReadAsync(Token)];

        bench.Read(files[1]);
        Assert.Empty(await log.CommittedAsync(Group, Topic, Token));
        bench.Read(files[0]);
        await committed;

        Assert.Equal(2, Assert.Single(await log.CommittedAsync(Group, Topic, Token)).Offset);
    });

    [Fact]
    public async Task Of_a_topic_made_anew_the_same_offsets_are_others() => await OnceAsync(async (bench, log) =>
    {
        await WriteAsync(log, Message("a.txt", null, "one"));
        await UntilCommittedAsync(bench, log, 1);
        using var folder = new ScratchFolder();
        await using var anew = Open(folder);
        await WriteAsync(anew, Message("a.txt", null, "one") with { Timestamp = Written.AddDays(1) });

        bench.Restart(bench.Files());
        await UntilCommittedAsync(bench, anew, 1);

        Assert.Equal(["one", "one"], bench.Contents());
    });

    private static async Task OnceAsync(Func<PollBench, IEventLog, Task> test, long maxBytes = 1 << 20)
    {
        await using var bench = await PollBench.StartAsync(maxBytes: maxBytes);
        using var folder = new ScratchFolder();
        await using var log = Open(folder);
        await test(bench, log);
    }

    private static IEventLog Open(ScratchFolder folder) =>
        EventLogs.Open("sqlite:" + folder["log.db"], new Dictionary<string, string> { [EventLogs.SqliteSynchronous] = "normal" });

    private static LogRecord Message(string? name, string? key, string content) => new(key, System.Text.Encoding.UTF8.GetBytes(content), Written)
    {
        Partition = 0,
        Headers = name is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["name"] = name },
    };

    private static async Task WriteAsync(IEventLog log, params LogRecord[] records)
    {
        await log.EnsureTopicAsync(Topic, 1, Token);
        await log.AppendAsync(Topic, records, Token);
    }

    /// <summary>Reads until the group has committed so many messages.</summary>
    private static async Task UntilCommittedAsync(PollBench bench, IEventLog log, long messages, string group = "")
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var options = new RawTopicOptions { Name = "raw", Topic = Topic, Group = group };
        var reading = bench.Read(options, log, Note).RunAsync(bench.Known, bench.Backlog, stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Token.ThrowIfCancellationRequested();

        void Note(IReadOnlyList<LogPosition> committed)
        {
            if (committed.Any(position => position.Offset == messages))
            {
                stop.Cancel();
            }
        }
    }
}
