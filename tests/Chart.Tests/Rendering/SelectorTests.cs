using k8s.Models;
using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Rendering;

public sealed class SelectorTests(RenderedCases cases)
{
    public static TheoryData<string> Names => ChartCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_are_unique_and_short(string name)
    {
        Assert.Distinct(cases[name].Documents.Select(document => $"{document.Kind} {document.Metadata.Name}"));
        Assert.All(cases[name].Documents, document => Assert.InRange(document.Metadata.Name.Length, 1, 63));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Workloads_select_their_own_pods_and_no_others(string name)
    {
        var chart = cases[name];
        var selectors = chart.All<V1Deployment>().Select(d => (d.Kind, d.Metadata.Name, d.Spec.Selector))
            .Concat(chart.All<V1StatefulSet>().Select(s => (s.Kind, s.Metadata.Name, s.Spec.Selector)));
        Assert.All(selectors, one => Assert.Equal($"{one.Kind} {one.Name}", Assert.Single(chart.Matching(one.Selector.MatchLabels)).Owner));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Services_lead_to_ports_of_one_worker(string name)
    {
        var chart = cases[name];
        Assert.NotEmpty(chart.All<V1Service>());
        Assert.All(chart.All<V1Service>(), service =>
        {
            var pod = Assert.Single(chart.Matching(service.Spec.Selector));
            Assert.All(service.Spec.Ports, port => Assert.Contains(pod.Spec.Containers.SelectMany(c => c.Ports), there => there.Name == port.TargetPort.Value));
        });
        Assert.All(chart.All<V1StatefulSet>(), set => Assert.Equal("None", chart.Find<V1Service>(set.Spec.ServiceName)?.Spec.ClusterIP));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Budgets_spreads_and_policies_are_of_one_worker(string name)
    {
        var chart = cases[name];
        Assert.All(chart.All<V1PodDisruptionBudget>(), budget => Assert.Single(chart.Matching(budget.Spec.Selector.MatchLabels)));
        Assert.All(chart.All<V1NetworkPolicy>(), policy => Assert.Single(chart.Matching(policy.Spec.PodSelector.MatchLabels)));
        Assert.All(
            chart.Pods.SelectMany(pod => (pod.Spec.TopologySpreadConstraints ?? []).Select(spread => (pod, spread))),
            one => Assert.Equal([one.pod], chart.Matching(one.spread.LabelSelector.MatchLabels)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_worker_is_scraped_once(string name)
    {
        var chart = cases[name];
        Assert.All(chart.All<ServiceMonitor>(), monitor =>
        {
            var services = chart.All<V1Service>()
                .Where(service => monitor.Spec.Selector.MatchLabels.All(label => service.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value))
                .ToArray();
            Assert.Equal(
                chart.Workers.Select(pod => pod.Component).Order(StringComparer.Ordinal),
                services.Select(service => service.Metadata.Labels[monitor.Spec.JobLabel]).Order(StringComparer.Ordinal));
            Assert.All(services, service => Assert.Contains(service.Spec.Ports, port => port.Name == Assert.Single(monitor.Spec.Endpoints).Port));
            Assert.Equal(["weather"], monitor.Spec.NamespaceSelector.MatchNames);
            // Alerts tell releases by it.
            Assert.All(services, service => Assert.Equal("r", service.Metadata.Labels[Assert.Single(monitor.Spec.TargetLabels)]));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_leads_to_the_publisher_finds_it(string name)
    {
        var chart = cases[name];
        var backends = chart.All<V1Ingress>().SelectMany(ingress => ingress.Spec.Rules).SelectMany(rule => rule.Http.Paths).Select(path => path.Backend.Service);
        Assert.All(backends, backend => Assert.Contains(chart.Find<V1Service>(backend.Name)!.Spec.Ports, port => port.Name == backend.Port.Name));
        Assert.All(chart.All<V2HorizontalPodAutoscaler>(), scaler =>
        {
            // One that fixes the number too would fight with the scaler at every upgrade.
            Assert.Null(chart.Find<V1StatefulSet>(scaler.Spec.ScaleTargetRef.Name)!.Spec.Replicas);
            Assert.Equal("StatefulSet", scaler.Spec.ScaleTargetRef.Kind);
        });
    }

    [Fact]
    public void Options_of_the_chart_appear_somewhere()
    {
        var all = ChartCase.All.SelectMany(one => cases[one.Name].Documents).Select(document => document.Kind).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(
            new HashSet<string> { "Ingress", "HorizontalPodAutoscaler", "NetworkPolicy", "ServiceMonitor", "PrometheusRule", "Job", "Secret", "PersistentVolumeClaim", "PodDisruptionBudget" }, all);
    }
}
