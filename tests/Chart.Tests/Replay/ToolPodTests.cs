using System.Diagnostics;
using Slams.Chart.Tests.Support;
using Slams.Streaming;

namespace Slams.Chart.Tests.Replay;

/// <summary>
/// The pods that run <c>slams</c>: the job that makes the topics, and then <c>helm test</c>. On SQLite, since the mock cluster makes topics
/// only by itself; so without the settings of Kafka's client.
/// </summary>
public sealed class ToolPodTests
{
    [Fact]
    public async Task The_job_makes_the_topics_and_the_test_finds_them()
    {
        using var folder = new ScratchFolder();
        var text = (await HelmTool.Of(4).TemplateAsync("--set", "topics.createdBy=job,config.Run.TopicPrefix=north,config.Run.Partitions=3")).Well().Output;
        var chart = new RenderedChart(text, "");
        var topics = new Topics("north");

        var made = await RunAsync(chart, "topics", folder);
        var found = await RunAsync(chart, "test", folder);

        Assert.All(topics.All(3), topic => Assert.Contains($"{topic.Topic}\t{topic.Partitions}", made, StringComparison.Ordinal));
        Assert.All(topics.All(3), topic => Assert.Contains($"{topic.Topic}\t{topic.Partitions - 1}\t0\t0\t0", found, StringComparison.Ordinal));
    }

    private static async Task<string> RunAsync(RenderedChart chart, string component, ScratchFolder folder)
    {
        var container = Assert.Single(chart.Pods.Single(pod => pod.Component == component).Spec.Containers);
        var start = new ProcessStartInfo(Repository.Program("Cli", DockerFile.Of("Cli").Entrypoint[0]["./".Length..]), container.Args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environments.Of(chart, container, "pod-0").Where(one => !one.Key.StartsWith("Log__Settings__", StringComparison.Ordinal)))
        {
            start.Environment[name] = name == "Log__Address" ? "sqlite:" + folder["log.db"] : value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await errors);
        return output;
    }
}
