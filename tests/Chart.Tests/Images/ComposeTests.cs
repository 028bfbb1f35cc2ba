using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Slams.Chart.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Slams.Chart.Tests.Images;

/// <summary>What can be said of <c>compose.yaml</c> without Docker.</summary>
public sealed class ComposeTests
{
    private static readonly Dictionary<object, object> Services = Map(Read("compose.yaml")["services"]);

    public static TheoryData<string> Workers => [.. KnownWorker.All.Select(worker => worker.Component)];

    [Theory]
    [MemberData(nameof(Workers))]
    public void Workers_know_every_setting_and_take_every_value(string component)
    {
        using var folder = new ScratchFolder();
        var worker = KnownWorker.Of(component);
        var environment = Map(Map(Services[component])["environment"]);
        var settings = environment.ToDictionary(one => ((string)one.Key).Replace("__", ":", StringComparison.Ordinal), one => (string)one.Value);
        Assert.Equal("kafka:kafka:9092", settings["Log:Address"]);

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings!).Build();
        Assert.All(configuration.GetChildren(), section =>
        {
            var type = worker.TypeOf(section.Key);
            Assert.True(type is not null, $"{component} has no section {section.Key}");
            section.Get(type!, binder => binder.ErrorOnUnknownConfiguration = true);
        });
        settings["Log:Address"] = "sqlite:" + folder["log.db"];
        worker.Build(settings).Services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Workers_are_built_from_their_dockerfiles_and_cannot_write_elsewhere(string component)
    {
        var service = Map(Services[component]);
        Assert.Equal($"src/{KnownWorker.Of(component).Project}/Dockerfile", Map(service["build"])["dockerfile"]);
        Assert.Equal("true", service["read_only"]);
        Assert.Equal(["ALL"], List(service["cap_drop"]));
        Assert.Equal("service_healthy", Map(Map(service["depends_on"])["kafka"])["condition"]);
    }

    [Fact]
    public void Folders_of_this_repository_are_there()
    {
        var mounted = Services.Values.Select(Map).SelectMany(service => service.TryGetValue("volumes", out var volumes) ? List(volumes) : [])
            .Select(volume => volume.Split(':')[0]).ToArray();
        Assert.All(
            mounted.Where(source => source.StartsWith("./", StringComparison.Ordinal)),
            source => Assert.True(Directory.Exists(Repository.At(source)) || File.Exists(Repository.At(source)), $"there is no {source}"));
        Assert.Equal(
            mounted.Where(source => !source.StartsWith("./", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            Map(Read("compose.yaml")["volumes"]).Keys.Cast<string>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Prometheus_scrapes_every_worker()
    {
        var job = Map(Assert.Single((List<object>)Read("compose/prometheus.yml")["scrape_configs"]));
        var targets = List(Map(Assert.Single((List<object>)job["static_configs"]))["targets"]);
        Assert.Equal(KnownWorker.All.Select(worker => worker.Component + ":9464").Order(StringComparer.Ordinal), targets.Order(StringComparer.Ordinal));
        var mounts = List(Map(Services["prometheus"])["volumes"]);
        Assert.All(List(Read("compose/prometheus.yml")["rule_files"]), file => Assert.Contains(
            $"./helm/slams/{Path.GetDirectoryName(file)}:/etc/prometheus/{Path.GetDirectoryName(file)}:ro", mounts));
        var source = Map(Assert.Single((List<object>)Read("compose/grafana/datasources/prometheus.yaml")["datasources"]));
        Assert.Contains(new Uri((string)source["url"]).Host, Services.Keys);
    }

    /// <summary>In a folder as the container has it: the settings, and beside them the alerts of the chart.</summary>
    [Theory]
    [InlineData(null, null, 0, "1 rule files found")]
    [InlineData("metrics_path", "metric_path", 1, "field metric_path not found")]
    [InlineData("alerts/", "rules/", 1, "does not point to an existing file")]
    public async Task Promtool_takes_the_settings_and_the_rules_that_they_name(string? right, string? wrong, int exitCode, string saying)
    {
        using var folder = new ScratchFolder();
        Directory.CreateSymbolicLink(folder["alerts"], Path.Combine(Repository.Chart, "alerts"));
        var settings = await File.ReadAllTextAsync(Repository.At("compose", "prometheus.yml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            folder["prometheus.yml"], right is null ? settings : settings.Replace(right, wrong, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var ended = await Promtool.RunAsync(folder.FullName, "check", "config", "prometheus.yml");

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Contains(saying, ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Grafana_finds_the_dashboards_of_the_chart()
    {
        var provider = Map(Assert.Single((List<object>)Read("compose/grafana/dashboards/slams.yaml")["providers"]));
        Assert.Contains($"./helm/slams/dashboards:{Map(provider["options"])["path"]}:ro", List(Map(Services["grafana"])["volumes"]));
    }

    private static Dictionary<object, object> Read(string file) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(new StringReader(File.ReadAllText(Repository.At(file))))));

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    private static string[] List(object node) => [.. ((List<object>)node).Cast<string>()];
}
