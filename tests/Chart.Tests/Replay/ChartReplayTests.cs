using System.Text.Json.Nodes;
using Slams.Chart.Tests.Support;
using Slams.Formats.Analyses;
using Slams.Testing;

namespace Slams.Chart.Tests.Replay;

/// <summary>The workers as the chart starts them, on Kafka's mock cluster: no Kubernetes, no containers, but their environment and mounts.</summary>
public sealed class ChartReplayTests
{
    private const int Cycles = 3;
    private const string ModelInImage = "/models/slams";
    private static readonly string Model = Repository.At("models", "slams-t30");

    [Fact]
    public async Task A_replay_runs_through_the_four_workers_with_the_environment_and_mounts_of_the_chart()
    {
        using var folder = new ScratchFolder();
        using var cluster = new MockKafkaCluster();
        var chart = await RenderAsync(folder, cluster);
        var data = folder.Folder("data");
        var model = folder.Folder("model");
        await BringModelAsync(chart, model);
        var processes = new Dictionary<string, (Pod Pod, IReadOnlyDictionary<string, string> Mounts, PodProcess Process)>();
        try
        {
            foreach (var pod in chart.Workers)
            {
                var mounts = pod.Component switch
                {
                    "publisher" => new Dictionary<string, string> { ["/data"] = data, ["/model"] = model },
                    "assimilator" => new() { ["/model"] = model },
                    "ingest-stations" => new() { ["/model"] = model, ["/input"] = Repository.At("samples", "demo", "stations") },
                    _ => new() { ["/model"] = model, ["/input"] = Repository.At("samples", "demo", "frames") },
                };
                mounts["/tmp"] = folder.Folder("tmp-" + pod.Component);
                processes[pod.Component] = (pod, mounts, PodProcess.Start(chart, pod, mounts, folder.Folder("work-" + pod.Component)));
            }

            foreach (var (_, _, process) in processes.Values)
            {
                await process.WaitUntilReadyAsync();
            }

            var analyses = Path.Combine(data, "analyses");
            var publisher = processes["publisher"].Process;
            await publisher.UntilAsync(() => Task.FromResult(Directory.Exists(analyses) && Directory.EnumerateFiles(analyses, "analysis_*.nc").Count() >= Cycles), "the last cycle");

            foreach (var file in Directory.EnumerateFiles(analyses, "analysis_*.nc"))
            {
                var analysis = AnalysisFile.Read(file);
                Assert.Equal("chart", analysis.Provenance.RunId);
                Assert.All(analysis.MeanK, kelvin => Assert.InRange(kelvin, 150, 350));
                Assert.True(analysis.Provenance.InputCounts.Values.Sum() > 0, file);
            }

            Assert.Equal(Cycles, JsonNode.Parse((await publisher.GetAsync("/api/v1/cycles?limit=3"))!.Value.Text)!["cycles"]!.AsArray().Count);
            await AskLikePrometheusAsync(chart, processes.ToDictionary(one => one.Key, one => one.Value.Process));
            foreach (var (pod, mounts, process) in processes.Values)
            {
                Assert.Equal(0, await process.AskAsImageDoesAsync(chart, pod, mounts, folder.Folder("work-" + pod.Component)));
                Assert.Equal(0, await process.TerminateAsync());
                Assert.Equal(1, await process.AskAsImageDoesAsync(chart, pod, mounts, folder.Folder("work-" + pod.Component)));
                // What is written beside the mounts would be written to a file system that cannot be.
                Assert.Empty(Directory.EnumerateFileSystemEntries(folder["work-" + pod.Component]));
            }
        }
        catch (Exception exception) when (exception is Xunit.Sdk.XunitException or TimeoutException)
        {
            Assert.Fail($"{exception.Message}\n{string.Join('\n', processes.Select(one => $"{one.Key} printed:\n{one.Value.Process.Text}"))}");
        }
        finally
        {
            foreach (var (_, _, process) in processes.Values)
            {
                await process.DisposeAsync();
            }
        }
    }

    /// <summary>The bundled sample in a hurry: two members, few noise levels, and what the mock cluster needs.</summary>
    private static async Task<RenderedChart> RenderAsync(ScratchFolder folder, MockKafkaCluster cluster)
    {
        const string ingest = """{ Watch: true, To: "1987-01-12T19:00Z" }""";
        var values = $$"""
            kafka:
              bootstrapServers: {{cluster.BootstrapServers}}
              settings:
                {{string.Join("\n    ", MockKafkaCluster.ClientSettings.Select(setting => $"{setting.Key}: \"{setting.Value}\""))}}
            config:
              Run: { Id: chart }
            model: { source: image, image: { repository: model, path: {{ModelInImage}} } }
            assimilator:
              config: { Assimilator: { Members: 2 }, Analysis: { Steps: 2, Threads: 1, GuidedStationShare: 0 } }
            stations:
              config: { Stations: {{ingest}} }
            satellite:
              config: { Satellite: {{ingest}} }
            serviceMonitor: { enabled: true }
            """;
        var file = folder["values.yaml"];
        await File.WriteAllTextAsync(file, values, TestContext.Current.CancellationToken);
        return new RenderedChart((await HelmTool.Of(4).TemplateAsync("--values", file)).Well().Output, values);
    }

    /// <summary>Runs the init container, which is the same in all pods that have one.</summary>
    private static async Task BringModelAsync(RenderedChart chart, string folder)
    {
        var commands = chart.Workers.SelectMany(pod => pod.Spec.InitContainers ?? []).Select(container => string.Join(' ', container.Command)).Distinct();
        var command = Assert.Single(commands).Split(' ');
        var here = command.Select(part => part == "/model" ? folder : part.Replace(ModelInImage, Model, StringComparison.Ordinal)).ToArray();
        (await Ended.RunAsync(here[0], here[1..])).Well();
        Assert.Equal(Directory.EnumerateFiles(Model).Count(), Directory.EnumerateFiles(folder).Count());
    }

    /// <summary>The path that the ServiceMonitor scrapes has the metrics of each worker.</summary>
    private static async Task AskLikePrometheusAsync(RenderedChart chart, Dictionary<string, PodProcess> processes)
    {
        var endpoint = Assert.Single(Assert.Single(chart.All<ServiceMonitor>()).Spec.Endpoints);
        var expected = new Dictionary<string, string>
        {
            ["publisher"] = "slams_publisher_active{lane=\"served\"} 1",
            ["assimilator"] = "slams_assimilator_active 1",
            ["ingest-stations"] = "slams_ingest_active{source=\"stations\"} 1",
            ["ingest-satellite"] = "slams_ingest_active{source=\"satellite\"} 1",
        };
        foreach (var (component, process) in processes)
        {
            Assert.Contains(expected[component], (await process.GetAsync(endpoint.Path, endpoint.Port))!.Value.Text, StringComparison.Ordinal);
        }
    }
}
