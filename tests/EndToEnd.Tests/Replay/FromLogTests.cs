using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Analyses;

namespace Slams.EndToEnd.Tests.Replay;

public sealed class FromLogTests(ReferenceReplay reference)
{
    private const string OtherSeed = "2";

    [Fact]
    public async Task A_replay_from_the_log_beside_a_live_run_disturbs_nothing_and_repeats_byte_by_byte()
    {
        using var folder = new ScratchFolder();
        // Observations in the log, by a run with another seed.
        (await Worker.RunAsync(folder, ReferenceReplay.Arguments(
            folder["before"], "--log", "sqlite:" + folder["log.db"], "--seed", OtherSeed))).Well();
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
        Assert.All(Analyses.Names(reference.Out), name => Assert.Equal(
            AnalysisFile.Read(Path.Combine(reference.Out, name)).MeanK, AnalysisFile.Read(Path.Combine(folder["beside"], name)).MeanK));
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

    private static string[] FromLog(string prefix, string output, string log) =>
    [
        "replay", "--from-log", "--topics", prefix, "--log", "sqlite:" + log, "--members", "2", "--withhold", "0.1", "--out", output,
    ];

    /// <summary>Prefixes of the topics in the log.</summary>
    private static async Task<IReadOnlyList<string>> RunsAsync(ScratchFolder folder)
    {
        const string readings = ".readings";
        var listed = (await Worker.RunAsync(folder, "log", "topics", "--log", "sqlite:" + folder["log.db"])).Well();
        return [.. listed.Text.Split('\n', '\t').Select(word => word.Trim())
            .Where(word => word.EndsWith(readings, StringComparison.Ordinal)).Select(word => word[..^readings.Length]).Distinct()];
    }
}
