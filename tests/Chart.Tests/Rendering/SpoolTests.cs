using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Rendering;

/// <summary>Files that are fetched need a folder that can be written.</summary>
public sealed class SpoolTests
{
    private const string Server = """stations.config.Stations.Poll.Http=[{"Name":"one","Url":"https://one.example/a.csv"}]""";

    private const string Bucket = """stations.config.Stations.Poll.S3=[{"Name":"one","Bucket":"observations"}]""";
    private const string Broker = """stations.config.Stations.Poll.Mqtt=[{"Name":"one","Broker":"mqtts://one.example","Topics":["cache/#"]}]""";
    private const string Topic = """stations.config.Stations.Poll.Topics=[{"Name":"one","Topic":"raw.synop"}]""";

    [Theory]
    [InlineData("", "", false)]
    [InlineData(Server, "/spool", true)]
    [InlineData(Bucket, "/spool", true)]
    [InlineData(Broker, "/spool", true)]
    [InlineData(Topic, "/spool", true)]
    [InlineData(Server, "/data/spool", false)]
    [InlineData(Broker, "/data/spool", false)]
    public async Task An_ingest_that_fetches_has_one_of_the_charts_or_its_own(string server, string spool, bool ofTheChart)
    {
        string[] settings =
        [
            .. server.Length > 0 ? ["--set-json", server] : Array.Empty<string>(),
            .. spool is "/data/spool" ? ["--set", $"stations.config.Stations.Poll.Spool={spool}"] : Array.Empty<string>(),
        ];
        var chart = new RenderedChart((await HelmTool.Of(4).TemplateAsync(settings)).Well().Output, "");

        foreach (var pod in chart.Workers)
        {
            var expected = ofTheChart && pod.Component == "ingest-stations";
            Assert.Equal(expected ? "4Gi" : null, pod.Spec.Volumes.SingleOrDefault(volume => volume.Name == "spool")?.EmptyDir.SizeLimit.ToString());
            Assert.Equal(expected ? "/spool" : null, pod.Containers.SelectMany(container => container.VolumeMounts).SingleOrDefault(mount => mount.Name == "spool")?.MountPath);
        }

        var container = Assert.Single(chart.Workers.Single(pod => pod.Component == "ingest-stations").Spec.Containers);
        Assert.Equal(spool, Environments.Of(chart, container, "pod-0").GetValueOrDefault("Stations__Poll__Spool", ""));
    }
}
