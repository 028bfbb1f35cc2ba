using k8s.Models;
using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Rendering;

/// <summary>What pods refer to is in the chart, when they need it, or named in the values as something that exists already.</summary>
public sealed class ReferenceTests(RenderedCases cases)
{
    public static TheoryData<string> Names => ChartCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Config_maps_are_there(string name) => Assert.All(cases[name].Pods, pod => Assert.All(
        pod.Containers.SelectMany(container => container.EnvFrom ?? []).Where(from => from.ConfigMapRef is not null),
        from => Assert.True(
            cases[name].Find<V1ConfigMap>(from.ConfigMapRef.Name) is { } map && Hooks.IsThereFor(pod, map.Metadata),
            $"{pod.Owner} has no {from.ConfigMapRef.Name} when it starts")));

    [Theory]
    [MemberData(nameof(Names))]
    public void Secrets_have_their_keys(string name)
    {
        var chart = cases[name];
        Assert.All(chart.Pods, pod => Assert.All(Secrets(pod), reference =>
        {
            if (chart.Find<V1Secret>(reference.Name) is { } secret)
            {
                Assert.True(Hooks.IsThereFor(pod, secret.Metadata), $"{pod.Owner} has no {reference.Name} when it starts");
                Assert.True(reference.Key is null || secret.StringData.ContainsKey(reference.Key), $"{reference.Name} has no {reference.Key}");
            }
            else
            {
                Assert.Contains(reference.Name, chart.Given, StringComparison.Ordinal);
            }
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Claims_are_there(string name)
    {
        var chart = cases[name];
        Assert.All(
            chart.Pods.SelectMany(pod => pod.Spec.Volumes).Where(volume => volume.PersistentVolumeClaim is not null).Select(volume => volume.PersistentVolumeClaim.ClaimName),
            claim => Assert.True(chart.Find<V1PersistentVolumeClaim>(claim) is not null || chart.Given.Contains(claim, StringComparison.Ordinal), $"there is no {claim}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mounts_have_volumes_and_volumes_are_mounted(string name) => Assert.All(cases[name].Pods, pod =>
    {
        Assert.Equal(
            pod.Spec.Volumes.Select(volume => volume.Name).Concat(pod.ClaimTemplates).Order(StringComparer.Ordinal),
            pod.Containers.SelectMany(container => container.VolumeMounts).Select(mount => mount.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(pod.Containers, container => Assert.Distinct(container.VolumeMounts.Select(mount => mount.MountPath)));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Probes_ask_ports_that_are_there(string name) => Assert.All(cases[name].Workers, pod =>
    {
        var container = Assert.Single(pod.Spec.Containers);
        Assert.All(
            new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe },
            probe => Assert.Contains(container.Ports, port => port.Name == probe.HttpGet.Port.Value));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Service_accounts_are_there(string name)
    {
        var chart = cases[name];
        Assert.All(chart.Pods, pod =>
        {
            var account = pod.Spec.ServiceAccountName;
            if (chart.Find<V1ServiceAccount>(account) is { } made)
            {
                Assert.True(Hooks.IsThereFor(pod, made.Metadata), $"{pod.Owner} has no account {account} when it starts");
            }
            else
            {
                Assert.True(account == "default" || chart.Given.Contains(account, StringComparison.Ordinal), $"there is no account {account}");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_config_map_and_secret_is_used(string name)
    {
        var chart = cases[name];
        var used = chart.Pods.SelectMany(pod => pod.Containers).SelectMany(container => container.EnvFrom ?? []).Select(from => from.ConfigMapRef?.Name)
            .Concat(chart.Pods.SelectMany(Secrets).Select(reference => reference.Name)).ToHashSet();
        // Dashboards are for Grafana, not for a pod of the chart.
        Assert.All(chart.All<V1ConfigMap>().Where(map => !map.Metadata.Labels.ContainsKey("grafana_dashboard")), map => Assert.Contains(map.Metadata.Name, used));
        Assert.All(chart.All<V1Secret>(), secret => Assert.Contains(secret.Metadata.Name, used));
    }

    private static IEnumerable<(string Name, string? Key)> Secrets(Pod pod) =>
    [
        .. pod.Containers.SelectMany(container => container.Env ?? [])
            .Where(variable => variable.ValueFrom?.SecretKeyRef is not null)
            .Select(variable => (variable.ValueFrom.SecretKeyRef.Name, (string?)variable.ValueFrom.SecretKeyRef.Key)),
        .. pod.Containers.SelectMany(container => container.EnvFrom ?? []).Where(from => from.SecretRef is not null).Select(from => (from.SecretRef.Name, (string?)null)),
        .. pod.Spec.Volumes.Where(volume => volume.Secret is not null).Select(volume => (volume.Secret.SecretName, (string?)null)),
        .. (pod.Spec.ImagePullSecrets ?? []).Select(secret => (secret.Name, (string?)null)),
    ];
}
