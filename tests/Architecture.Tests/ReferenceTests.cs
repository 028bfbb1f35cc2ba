namespace Slams.Architecture.Tests;

public sealed class ReferenceTests
{
    /// <summary>Who may reference whom. A new arrow is a decision: change this table and docs/architecture.md together.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Formats"] = ["Core"],
        ["Streaming"] = ["Core"],
        ["Diffusion"] = ["Core", "Formats"],
        ["Verification"] = ["Core", "Formats"],
        ["Pictures"] = ["Core"],
        ["ObjectStorage"] = [],
        ["Training"] = ["Core", "Diffusion", "Formats", "Verification"],
        ["Hosting"] = ["Core", "Formats", "Streaming"],
        ["Ingest.Polling"] = ["Core", "Formats", "Hosting", "ObjectStorage", "Streaming"],
        ["Ingest.Stations"] = ["Core", "Formats", "Hosting", "Ingest.Polling", "Streaming"],
        ["Ingest.Satellite"] = ["Core", "Formats", "Hosting", "Ingest.Polling", "Streaming"],
        ["Assimilator"] = ["Core", "Diffusion", "Formats", "Hosting", "Streaming"],
        ["Publisher"] = ["Core", "Formats", "Hosting", "ObjectStorage", "Streaming"],
        ["Cli"] =
        [
            "Assimilator", "Core", "Diffusion", "Formats", "Hosting", "Ingest.Polling", "Ingest.Satellite", "Ingest.Stations", "Pictures", "Publisher",
            "Streaming", "Verification",
        ],
    };

    /// <summary>Packages that a room or two keep to themselves, so that nobody else comes to depend on them.</summary>
    private static readonly Dictionary<string, string[]> Homes = new(StringComparer.Ordinal)
    {
        ["TorchSharp-cpu"] = ["Training"],
        ["Confluent.Kafka"] = ["Streaming"],
        ["Google.Protobuf"] = ["Diffusion", "Streaming", "Training"],
        ["Grpc.Tools"] = ["Diffusion", "Streaming"],
        ["Microsoft.Data.Sqlite"] = ["Streaming"],
        ["ZstdSharp.Port"] = ["Formats", "Streaming"],
        ["Microsoft.ML.OnnxRuntime"] = ["Diffusion"],
        ["Microsoft.ML.OnnxRuntime.Gpu"] = ["Diffusion"],
        ["PureHDF"] = ["Formats"],
        ["Parquet.Net"] = ["Publisher"],
        ["AWSSDK.S3"] = ["ObjectStorage"],
        ["MQTTnet"] = ["Ingest.Polling"],
        ["ScottPlot"] = ["Pictures"],
        // The trainer only lifts the version that TorchSharp asks for.
        ["SkiaSharp"] = ["Pictures", "Training"],
    };

    public static TheoryData<string> Projects => [.. Repository.SourceProjects.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_project_has_its_place_in_the_table() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Repository.SourceProjects.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_references_only_what_it_may(string project) =>
        Assert.Empty(Repository.ProjectReferences(project).Except(Allowed[project], StringComparer.Ordinal));

    [Fact]
    public void Core_has_no_packages() => Assert.Empty(Repository.PackageReferences("Core"));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Packages_stay_in_their_rooms(string project) =>
        Assert.All(Repository.PackageReferences(project), package => Assert.Contains(project, Homes.GetValueOrDefault(package, [project])));

    [Fact]
    public void Homes_are_lived_in() => Assert.Contains("TorchSharp-cpu", Repository.PackageReferences("Training"));

    [Fact]
    public void Only_the_trainer_loads_torch()
    {
        var training = Repository.SourceProjects.Keys.Where(project => Reach(project).Contains("Training")).ToArray();

        Assert.Equal(["Training"], training);
    }

    private static HashSet<string> Reach(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { project };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var next))
        {
            foreach (var reference in Repository.ProjectReferences(next).Where(reached.Add))
            {
                open.Enqueue(reference);
            }
        }

        return reached;
    }
}
