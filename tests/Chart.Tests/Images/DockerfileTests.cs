using System.Xml.Linq;
using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Images;

/// <summary>What can be said of the Dockerfiles without Docker.</summary>
public sealed class DockerfileTests
{
    public static TheoryData<string, string> Images => new()
    {
        { "Assimilator", "assimilator" },
        { "Ingest.Stations", "ingest-stations" },
        { "Ingest.Satellite", "ingest-satellite" },
        { "Publisher", "publisher" },
        { "Cli", "cli" },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public void They_publish_their_project_and_start_what_it_builds(string project, string image)
    {
        var file = DockerFile.Of(project);

        Assert.Contains($"dotnet publish src/{project} ", file.Instructions("RUN")[^1], StringComparison.Ordinal);
        var program = Assert.Single(file.Entrypoint);
        Assert.True(File.Exists(Repository.Program(project, program["./".Length..])));
        Assert.Equal("1654", Assert.Single(file.Instructions("USER")));
        Assert.Equal($"slams-{image}", Property(project, "ContainerRepository"));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Workers_listen_where_the_chart_expects_them(string project, string image)
    {
        var listens = Property(project, "ListensBy");
        var worker = KnownWorker.All.SingleOrDefault(one => one.Component == image);

        Assert.Equal(worker?.UrlKey.Replace(":", "__", StringComparison.Ordinal), listens);
        Assert.Equal(worker is null ? [] : ["8080"], DockerFile.Of(project).Instructions("EXPOSE"));
        if (worker is not null)
        {
            Assert.Contains($"{listens}=http://0.0.0.0:8080 ", Assert.Single(DockerFile.Of(project).Instructions("ENV")), StringComparison.Ordinal);
            Assert.Equal([DockerFile.Of(project).Entrypoint[0], "health"], Assert.IsType<string[]>(DockerFile.Of(project).HealthCheck));
        }
    }

    /// <summary>The SDK's own images are to be the same: docs/helm.md has both.</summary>
    [Theory]
    [InlineData("Assimilator")]
    [InlineData("Ingest.Stations")]
    [InlineData("Ingest.Satellite")]
    [InlineData("Publisher")]
    [InlineData("Cli")]
    public void They_have_two_stages_of_which_the_last_is_on_the_base_of_the_published_images(string project)
    {
        var file = DockerFile.Of(project);
        var isWhole = Property(project, "SelfContained") is not null;
        var sdk = XDocument.Load(Repository.At("src", "Images.props")).Descendants("ContainerBaseImage")
            .Single(image => ((string)image.Attribute("Condition")!).Contains("SelfContained", StringComparison.Ordinal) == isWhole).Value;

        Assert.Equal(isWhole ? "PUBLISH=--self-contained" : "PUBLISH=--no-self-contained", Assert.Single(file.Instructions("ARG"), argument => argument.StartsWith("PUBLISH", StringComparison.Ordinal)));
        Assert.Equal($"BASE={sdk}", Assert.Single(file.Instructions("ARG"), argument => argument.StartsWith("BASE", StringComparison.Ordinal)));
        Assert.Equal(2, file.Instructions("FROM").Length);
        Assert.EndsWith(" AS build", file.Instructions("FROM")[0], StringComparison.Ordinal);
        Assert.Equal("$BASE", file.Instructions("FROM")[1]);
        Assert.All(file.Instructions("COPY")[1..], copied => Assert.StartsWith("--from=build ", copied, StringComparison.Ordinal));
    }

    /// <summary>It is most of the size of an image that has it.</summary>
    [Theory]
    [InlineData("Ingest.Stations", false)]
    [InlineData("Ingest.Satellite", false)]
    [InlineData("Publisher", false)]
    [InlineData("Assimilator", true)]
    public void Only_images_that_run_networks_have_what_runs_them(string project, bool runs)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        Collect(Repository.At("src", project, project + ".csproj"));

        Assert.Contains("Hosting", all.Select(Path.GetFileNameWithoutExtension));
        Assert.Equal(
            runs, all.SelectMany(file => XDocument.Load(file).Descendants("PackageReference")).Any(package => ((string)package.Attribute("Include")!).Contains("OnnxRuntime", StringComparison.Ordinal)));

        void Collect(string file)
        {
            if (all.Add(file))
            {
                XDocument.Load(file).Descendants("ProjectReference").Select(reference => (string)reference.Attribute("Include")!).ToList()
                    .ForEach(reference => Collect(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, reference))));
            }
        }
    }

    [Fact]
    public void What_is_built_from_is_not_ignored()
    {
        var wanted = File.ReadAllLines(Repository.At(".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToArray();

        Assert.All(wanted, path => Assert.True(File.Exists(Repository.At(path)) || Directory.Exists(Repository.At(path)), $"there is no {path}"));
        Assert.Superset(new HashSet<string> { "src", "models", "samples", "global.json", "Directory.Build.props", "Directory.Packages.props" }, wanted.ToHashSet());
    }

    private static string? Property(string project, string name) =>
        XDocument.Load(Repository.At("src", project, project + ".csproj")).Descendants(name).SingleOrDefault()?.Value;
}
