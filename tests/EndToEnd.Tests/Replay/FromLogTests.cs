using System.Globalization;
using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Analyses;
using Slams.Testing;

namespace Slams.EndToEnd.Tests.Replay;

public sealed class FromLogTests(ReferenceReplay reference)
{
    private const string TwoCycles = "1987-01-12T09:00Z";

    [Fact]
    public async Task A_replay_from_the_log_beside_a_live_run_disturbs_nothing_and_repeats_byte_by_byte()
    {
        using var folder = new ScratchFolder();
        // Observations in the log, by a run of its own.
        (await Worker.RunAsync(folder, ReferenceReplay.Arguments(
            folder["before"], "--log", "sqlite:" + folder["log.db"], "--model", "none"))).Well();
        File.Copy(folder["log.db"], folder["copy.db"]);
        var topics = await RunsAsync(folder);
        var prefix = Assert.Single(topics);

        var live = Worker.RunAsync(folder, ReferenceReplay.Arguments(folder["live"], "--log", "sqlite:" + folder["log.db"]));
        var beside = Worker.RunAsync(folder, FromLog(prefix, folder["beside"], folder["log.db"]));
        (await live).Well();
        (await beside).Well();

        Analyses.Same(reference.Out, folder["live"]);
        (await Worker.RunAsync(folder, FromLog(prefix, folder["alone"], folder["copy.db"]))).Well();
        Analyses.Same(folder["alone"], folder["beside"]);
        // The same fields as from files; only the names of the run and of its topics differ.
        Assert.Equal(Analyses.Names(reference.Out), Analyses.Names(folder["beside"]));
        AssertSameFields(reference.Out, folder["beside"]);
    }

    [Fact]
    public async Task Replays_from_the_log_give_the_same_bytes_on_kafka_as_on_sqlite_and_the_same_analyses_from_one_partition()
    {
        using var folder = new ScratchFolder();
        using var cluster = new MockKafkaCluster();
        const string prefix = "observed";
        string[] kafka = ["--log", "kafka:" + cluster.BootstrapServers, .. MockKafkaCluster.ClientSettings.SelectMany(s => new[] { "--log-setting", $"{s.Key}={s.Value}" })];
        (await Worker.RunAsync(folder, ReferenceReplay.ArgumentsTo(TwoCycles, folder["files"], "--log", "sqlite:" + folder["files.db"]))).Well();
        foreach (var (name, partitions, log) in new[]
        {
            ("kafka", MockKafkaCluster.Partitions, kafka),
            ("sqlite", MockKafkaCluster.Partitions, ["--log", "sqlite:" + folder["several.db"]]),
            ("one", 1, ["--log", "sqlite:" + folder["one.db"]]),
        })
        {
            var environment = new Dictionary<string, string> { ["Run__Partitions"] = partitions.ToString(CultureInfo.InvariantCulture) };
            (await Worker.RunAsync(folder, environment, ReferenceReplay.ArgumentsTo(
                TwoCycles, folder["counts-" + name], ["--model", "none", "--topic-prefix", prefix, .. log]))).Well();
            var listed = (await Worker.RunAsync(folder, ["log", "topics", .. log])).Well();
            Assert.Equal(partitions, listed.Text.Split('\n').Count(line => line.StartsWith(prefix + ".readings", StringComparison.Ordinal)));

            (await Worker.RunAsync(folder, FromLog(prefix, folder[name], log))).Well();

            Assert.Equal(2, Analyses.Names(folder[name]).Length);
            AssertSameFields(folder["files"], folder[name]);
        }

        Analyses.Same(folder["sqlite"], folder["kafka"]);
    }

    [Fact]
    public async Task Without_a_model_a_replay_counts_what_the_windows_hold()
    {
        using var folder = new ScratchFolder();

        (await Worker.RunAsync(folder, ReferenceReplay.Arguments(
            folder["out"], "--log", "sqlite:" + folder["log.db"], "--model", "none", "--log-setting", "retention.MiB=1"))).Well();

        Assert.Equal(Analyses.Names(reference.Out), Analyses.Names(folder["out"]));
        Assert.All(Analyses.Names(reference.Out), name => Assert.Equal(
            AnalysisFile.Read(Path.Combine(reference.Out, name)).Provenance.InputCounts,
            AnalysisFile.Read(Path.Combine(folder["out"], name)).Provenance.InputCounts));
    }

    [Fact]
    public async Task A_log_without_such_topics_is_named()
    {
        using var folder = new ScratchFolder();

        (await Worker.RunAsync(folder, FromLog("nothing", folder["out"], folder["log.db"]))).Badly("nothing.readings");
    }

    private static string[] FromLog(string prefix, string output, string log) => FromLog(prefix, output, ["--log", "sqlite:" + log]);

    private static string[] FromLog(string prefix, string output, string[] log) =>
        ["replay", "--from-log", "--topics", prefix, .. log, "--members", "2", "--withhold", "0.1", "--out", output];

    /// <summary>Requires of every analysis the same fields; the names of runs, topics and offsets may differ.</summary>
    private static void AssertSameFields(string expected, string actual) => Assert.All(Analyses.Names(actual), name =>
    {
        var (wanted, found) = (AnalysisFile.Read(Path.Combine(expected, name)), AnalysisFile.Read(Path.Combine(actual, name)));
        Assert.Equal(wanted.MeanK, found.MeanK);
        Assert.Equal(wanted.SpreadK, found.SpreadK);
        Assert.Equal(wanted.Provenance.InputCounts, found.Provenance.InputCounts);
    });

    /// <summary>Prefixes of the topics in the log.</summary>
    private static async Task<IReadOnlyList<string>> RunsAsync(ScratchFolder folder)
    {
        const string readings = ".readings";
        var listed = (await Worker.RunAsync(folder, "log", "topics", "--log", "sqlite:" + folder["log.db"])).Well();
        return [.. listed.Text.Split('\n', '\t').Select(word => word.Trim())
            .Where(word => word.EndsWith(readings, StringComparison.Ordinal)).Select(word => word[..^readings.Length]).Distinct()];
    }
}
