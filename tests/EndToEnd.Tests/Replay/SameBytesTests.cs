using Slams.EndToEnd.Tests.Support;
using Slams.Testing;

namespace Slams.EndToEnd.Tests.Replay;

public sealed class SameBytesTests(ReferenceReplay reference)
{
    [Fact]
    public void Every_cycle_between_the_first_and_the_last_observation_is_there()
    {
        Assert.Equal(0, reference.Ended.ExitCode);
        Assert.Equal(Analyses.Expected(ReferenceReplay.First, ReferenceReplay.Cycles), Analyses.Names(reference.Out));
    }

    [Fact]
    public async Task A_second_replay_on_sqlite_gives_the_same_bytes()
    {
        using var folder = new ScratchFolder();

        (await Worker.RunAsync(folder, ReferenceReplay.Arguments(folder["out"], "--log", "sqlite:" + folder["other.db"]))).Well();

        Analyses.Same(reference.Out, folder["out"]);
    }

    [Fact]
    public async Task Another_seed_gives_other_bytes()
    {
        using var folder = new ScratchFolder();

        (await Worker.RunAsync(folder, ReferenceReplay.ArgumentsTo(
            "1987-01-12T01:30Z", folder["out"], "--log", "sqlite:" + folder["log.db"], "--seed", "2"))).Well();

        var name = Assert.Single(Analyses.Names(folder["out"]));
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(reference.Out, name)), File.ReadAllBytes(folder[Path.Combine("out", name)]));
    }

    [Fact]
    public async Task A_replay_on_kafka_gives_the_same_bytes_as_on_sqlite()
    {
        using var folder = new ScratchFolder();
        using var cluster = new MockKafkaCluster();
        string[] settings = [.. MockKafkaCluster.ClientSettings.SelectMany(s => new[] { "--log-setting", $"{s.Key}={s.Value}" })];

        (await Worker.RunAsync(folder, ReferenceReplay.Arguments(
            folder["out"], ["--log", "kafka:" + cluster.BootstrapServers, .. settings]))).Well();

        Analyses.Same(reference.Out, folder["out"]);
    }
}
