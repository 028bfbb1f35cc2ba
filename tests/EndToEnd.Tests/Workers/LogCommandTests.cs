using System.Text.Json.Nodes;
using Slams.Core.Observations;
using Slams.EndToEnd.Tests.Support;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Testing;

namespace Slams.EndToEnd.Tests.Workers;

public sealed class LogCommandTests
{
    private const string Topic = "slams.readings", Group = "slams-assimilator";
    private static readonly DateTimeOffset Start = new(1995, 3, 18, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sqlite_log_is_looked_into()
    {
        using var folder = new ScratchFolder();
        await LookAsync(folder, "sqlite:" + folder["log.db"], new Dictionary<string, string>());
    }

    [Fact]
    public async Task A_kafka_log_is_looked_into()
    {
        using var folder = new ScratchFolder();
        using var cluster = new MockKafkaCluster();
        await LookAsync(folder, "kafka:" + cluster.BootstrapServers, MockKafkaCluster.ClientSettings);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_made()
    {
        using var folder = new ScratchFolder();
        (await Worker.RunAsync(folder, "log", "topics", "--log", "sqlite:none.db")).Badly("no file 'none.db'");
        Assert.False(File.Exists(folder["none.db"]));
    }

    [Fact]
    public async Task Topics_are_made_on_the_log_that_the_environment_names()
    {
        using var folder = new ScratchFolder();
        var environment = new Dictionary<string, string>
        {
            ["Log__Address"] = "sqlite:" + folder["log.db"],
            ["Run__TopicPrefix"] = "north",
            ["Run__Partitions"] = "3",
        };

        // Twice: topics that are there stay as they are.
        var first = (await Worker.RunAsync(folder, environment, "log", "create")).Well().Text;
        var second = (await Worker.RunAsync(folder, environment, "log", "create")).Well().Text;

        var topics = new Topics("north");
        Assert.Equal(topics.All(3).Select(topic => $"{topic.Topic}\t{topic.Partitions}"), first.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(first, second);
        var listed = (await Worker.RunAsync(folder, environment, "log", "topics")).Well().Text;
        Assert.Contains($"{topics.Frames}\t2\t0\t0\t0", listed, StringComparison.Ordinal);
        Assert.Contains($"{topics.Notifications}\t0\t0\t0\t0", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_are_those_of_the_domain_that_the_environment_names()
    {
        using var folder = new ScratchFolder();
        var address = "sqlite:" + folder["log.db"];
        await using (var log = EventLogs.Open(address, new Dictionary<string, string>()))
        {
            await log.EnsureTopicAsync("north.readings", 1, Token);
            await log.AppendAsync("north.readings", [Record(0) with { Partition = 0 }], Token);
            await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = "north-assimilator", Topics = ["north.readings"] }, Token);
            while ((await reader.ReadAsync(1, TimeSpan.FromSeconds(1), Token)).Count == 0)
            {
            }

            await reader.CommitAsync([new LogPosition("north.readings", 0, 1)], Token);
        }

        var environment = new Dictionary<string, string> { ["Log__Address"] = address, ["Run__TopicPrefix"] = "north" };
        var offsets = (await Worker.RunAsync(folder, environment, "log", "offsets")).Well().Text;

        Assert.Contains("north-assimilator\tnorth.readings\t0\t1\t1\t0", offsets, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_has_to_be_named()
    {
        using var folder = new ScratchFolder();
        (await Worker.RunAsync(folder, "log", "topics")).Badly("Log__Address");
    }

    private static async Task LookAsync(ScratchFolder folder, string address, IReadOnlyDictionary<string, string> settings)
    {
        await using (var log = EventLogs.Open(address, settings))
        {
            await log.EnsureTopicAsync(Topic, 4, Token);
            await log.AppendAsync(Topic, [.. Enumerable.Range(0, 20).Select(Record)], Token);
            await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = Group, Topics = [Topic] }, Token);
            for (var read = 0; read < 20;)
            {
                read += (await reader.ReadAsync(20, TimeSpan.FromSeconds(1), Token)).Count;
            }

            await reader.CommitAsync([new LogPosition(Topic, 3, 12)], Token);
        }

        async Task<string[]> RunAsync(params string[] arguments)
        {
            var given = settings.SelectMany(setting => new[] { "--log-setting", setting.Key + "=" + setting.Value });
            var ended = await Worker.RunAsync(folder, ["log", .. arguments, "--log", address, .. given]);
            return ended.Well().Text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        Assert.Contains($"{Topic}\t3\t0\t20\t20", await RunAsync("topics"));
        Assert.Contains($"{Group}\t{Topic}\t3\t12\t20\t8", await RunAsync("offsets"));
        Assert.Contains($"{Group}\t{Topic}\t8", await RunAsync("lag"));
        Assert.DoesNotContain(await RunAsync("lag", "--group", "another"), line => line.Contains(Topic, StringComparison.Ordinal));
        var lines = await RunAsync("peek", Topic, "--from", "5", "--max", "3");
        Assert.Equal([5, 6, 7], lines.Select(line => (int?)JsonNode.Parse(line)!["offset"] ?? -1));
        Assert.Equal("station 5", (string?)JsonNode.Parse(lines[0])!["content"]!["stationId"]);
        Assert.Empty(await RunAsync("peek", Topic, "--partition", "1"));
    }

    private static LogRecord Record(int number) => ReadingCodec.ToRecord(
        new StationReading { StationId = FormattableString.Invariant($"station {number}"), Time = Start.AddMinutes(number) }, "stations") with
    {
        Partition = 3,
    };
}
