using k8s.Models;
using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Rendering;

public sealed class NetworkPolicyTests(RenderedCases cases)
{
    private const string Readers = "networkPolicy.httpFrom[0].namespaceSelector.matchLabels.name=readers";
    private const string Scrapers = "networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.name=scrapers";

    [Theory]
    [InlineData("", "", "anybody", "anybody")]
    [InlineData(Readers, "", "readers", "anybody")]
    [InlineData("", Scrapers, "anybody", "scrapers")]
    [InlineData(Readers, Scrapers, "readers", "scrapers")]
    public async Task Who_is_named_comes_in(string readers, string scrapers, string toPublisher, string toMetrics)
    {
        string[] settings = [.. new[] { "networkPolicy.enabled=true", readers, scrapers }.Where(setting => setting.Length > 0).SelectMany(setting => new[] { "--set", setting })];
        var chart = new RenderedChart((await HelmTool.Of(4).TemplateAsync(settings)).Well().Output, "");

        Assert.Equal(4, chart.All<V1NetworkPolicy>().Count());
        Assert.All(chart.All<V1NetworkPolicy>(), policy =>
        {
            var isPublisher = chart.Matching(policy.Spec.PodSelector.MatchLabels).Single().Component == "publisher";
            Assert.Equal(
                isPublisher ? [("metrics", toMetrics), ("http", toPublisher)] : [("metrics", toMetrics)],
                policy.Spec.Ingress.Select(rule => (Assert.Single(rule.Ports).Port.Value, Names(rule))));
        });
    }

    private static string Names(V1NetworkPolicyIngressRule rule) =>
        string.Join(' ', (rule.FromProperty ?? []).Select(peer => peer.NamespaceSelector.MatchLabels["name"]).DefaultIfEmpty("anybody"));

    [Theory]
    [InlineData("three-nodes", 9093)]
    [InlineData("own-secret-values", 9092)]
    [InlineData("stations-only-values", 9092, 9093)]
    public void Workers_and_job_reach_names_and_brokers_only(string name, params int[] brokers)
    {
        var chart = cases[name];
        Assert.Equal(chart.Pods.Count(pod => pod.Component != "test"), chart.All<V1NetworkPolicy>().Count());
        Assert.All(chart.All<V1NetworkPolicy>(), policy =>
        {
            Assert.Equal(["Ingress", "Egress"], policy.Spec.PolicyTypes);
            var more = chart.Matching(policy.Spec.PodSelector.MatchLabels).Single().Component == "publisher" && name == "stations-only-values" ? [443] : Array.Empty<int>();
            Assert.Equal([53, 53, .. brokers, .. more], policy.Spec.Egress.SelectMany(rule => rule.Ports).Select(port => int.Parse(port.Port.Value, System.Globalization.CultureInfo.InvariantCulture)));
        });
    }

    [Fact]
    public async Task Further_ways_out_are_for_every_worker_and_those_of_ingest_and_publisher_for_these_alone()
    {
        var chart = new RenderedChart(
            (await HelmTool.Of(4).TemplateAsync(
                "--set", "networkPolicy.enabled=true,topics.createdBy=job",
                "--set-json", """networkPolicy.egress=[{"ports":[{"port":4317,"protocol":"TCP"}]}]""",
                "--set-json", """networkPolicy.ingestEgress=[{"ports":[{"port":8443,"protocol":"TCP"}]}]""",
                "--set-json", """networkPolicy.publisherEgress=[{"ports":[{"port":443,"protocol":"TCP"}]}]""")).Well().Output, "");

        Assert.Equal(
            [("assimilator", "4317"), ("ingest-satellite", "4317 8443"), ("ingest-stations", "4317 8443"), ("publisher", "4317 443"), ("topics", "")],
            chart.All<V1NetworkPolicy>().Select(policy => (
                policy.Metadata.Labels["app.kubernetes.io/component"],
                string.Join(' ', policy.Spec.Egress.SelectMany(rule => rule.Ports).Select(port => port.Port.Value).Where(port => port is "4317" or "443" or "8443")))).Order());
    }

    [Fact]
    public async Task Models_from_object_storage_open_its_port_to_those_that_fetch_them()
    {
        var chart = new RenderedChart(
            (await HelmTool.Of(4).TemplateAsync("--set", "networkPolicy.enabled=true,model.source=objectStorage,model.objectStorage.path=a/b,model.objectStorage.port=9000")).Well().Output, "");

        Assert.Equal(
            chart.Workers.Where(pod => pod.Spec.InitContainers is { Count: > 0 }).Select(pod => pod.Component).Order(StringComparer.Ordinal),
            chart.All<V1NetworkPolicy>().Where(policy => policy.Spec.Egress.SelectMany(rule => rule.Ports).Any(port => port.Port.Value == "9000"))
                .Select(policy => policy.Metadata.Labels["app.kubernetes.io/component"]).Order(StringComparer.Ordinal));
    }
}
