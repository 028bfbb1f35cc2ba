using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Analyses;
using Slams.Streaming;
using Slams.Testing;

namespace Slams.EndToEnd.Tests.Workers;

/// <summary>Several processes in one group: whoever stands by takes over, and the bytes are those of one unbroken run.</summary>
[Collection(LongestFirst.Takeovers)]
public sealed class TakeoverTests(ReferenceReplay reference)
{
    private const string Active = "Active: this instance holds all";

    /// <summary>The same replay has the same name, whatever log it is on.</summary>
    private string RunId => AnalysisFile.Read(Directory.EnumerateFiles(reference.Out, Analyses.Pattern).First()).Provenance.RunId;

    [Fact]
    public async Task On_sqlite_a_second_process_takes_over_everything_from_one_that_is_killed()
    {
        using var folder = new ScratchFolder();
        var log = "sqlite:" + folder["log.db"];

        await KillTheFirstOfTwoAsync(folder, ["--log", log]);

        Assert.Equal(Enumerable.Repeat(1, ReferenceReplay.Cycles), (await KeysAsync(log, [])).GroupBy(key => key).Select(same => same.Count()));
    }

    [Fact]
    public async Task On_kafka_a_second_process_takes_over_everything_from_one_that_is_killed()
    {
        using var folder = new ScratchFolder();
        using var cluster = new MockKafkaCluster();
        var log = "kafka:" + cluster.BootstrapServers;
        // The mock makes topics of four partitions: the second process could take over as soon as it joins.
        cluster.CreateTopic(new Topics("slams." + RunId).Leader, 1);

        await KillTheFirstOfTwoAsync(folder, ["--log", log, .. MockKafkaCluster.ClientSettings.SelectMany(s => new[] { "--log-setting", $"{s.Key}={s.Value}" })]);

        // The mock has no transactions: one killed between output and offsets would leave a copy, under the same key.
        Assert.Equal(ReferenceReplay.Cycles, (await KeysAsync(log, MockKafkaCluster.ClientSettings)).Distinct().Count());
    }

    [Fact]
    public async Task A_rolling_restart_of_the_assimilator_loses_and_doubles_no_cycle_and_changes_no_byte()
    {
        using var folder = new ScratchFolder();
        var output = folder.Folder("out");
        var log = "sqlite:" + folder["log.db"];
        // The names of the run and of its topics go into the files.
        string[] shared = ["--Log:Address", log, "--Run:Id", RunId, "--Run:TopicPrefix", "slams." + RunId, "--Cycle:IdleTimeout", "-00:00:00.001"];
        await using var publisher = Worker.Start(
            folder, "Publisher", "Slams.Publisher", [.. shared, "--Publisher:OutputFolder", output, "--Publisher:Url", "http://127.0.0.1:0"]);
        await using var first = Assimilator();
        await first.WaitForTextAsync(Active);
        await using var second = Assimilator();
        await second.WaitForTextAsync("Standby: another instance is active");
        await using var stations = Worker.Start(
            folder, "Ingest.Stations", "Slams.Ingest.Stations",
            [.. shared, "--Stations:Paths:0", Repository.DemoStations, "--Stations:To", ReferenceReplay.End, "--Stations:ModelFolder", Repository.Model,
                "--Stations:Withhold", "0.1"]);
        await using var satellite = Worker.Start(
            folder, "Ingest.Satellite", "Slams.Ingest.Satellite",
            [.. shared, "--Satellite:Paths:0", Repository.DemoFrames, "--Satellite:To", ReferenceReplay.End, "--Satellite:ModelFolder", Repository.Model]);

        await publisher.WaitForFilesAsync(output, Analyses.Pattern, 1);
        (await first.TerminateAsync()).Well();
        await using var third = Assimilator();
        await second.WaitForTextAsync(Active);
        await publisher.WaitForFilesAsync(output, Analyses.Pattern, 3);
        (await second.TerminateAsync()).Well();
        await publisher.WaitForFilesAsync(output, Analyses.Pattern, ReferenceReplay.Cycles);

        Analyses.Same(reference.Out, output);
        Assert.Equal(Enumerable.Repeat(1, ReferenceReplay.Cycles), (await KeysAsync(log, [])).GroupBy(key => key).Select(same => same.Count()));

        Worker Assimilator() => Worker.Start(
            folder, "Assimilator", "Slams.Assimilator",
            [.. shared, "--Assimilator:ModelFolder", Repository.Model, "--Assimilator:Members", "2", "--Assimilator:Seed", "1"]);
    }

    private async Task KillTheFirstOfTwoAsync(ScratchFolder folder, string[] log)
    {
        var output = folder.Folder("out");
        var arguments = ReferenceReplay.Arguments(output, log);
        await using var first = Worker.Slams(folder, arguments);
        await first.WaitForFilesAsync(output, Analyses.Pattern, 1);
        await using var second = Worker.Slams(folder, arguments);
        await first.WaitForFilesAsync(output, Analyses.Pattern, 3);
        await first.KillAsync();

        (await second.EndAsync()).Well();
        Analyses.Same(reference.Out, output);
    }

    private static async Task<List<string?>> KeysAsync(string address, IEnumerable<KeyValuePair<string, string>> settings)
    {
        await using var log = EventLogs.Open(address, new Dictionary<string, string>(settings));
        var topic = Assert.Single(await log.TopicsAsync(TestContext.Current.CancellationToken), name => name.EndsWith(".analyses", StringComparison.Ordinal));
        var keys = new List<string?>();
        await foreach (var record in log.ScanAsync(topic, [], TestContext.Current.CancellationToken))
        {
            keys.Add(record.Key);
        }

        return keys;
    }
}
