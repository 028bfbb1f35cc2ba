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
