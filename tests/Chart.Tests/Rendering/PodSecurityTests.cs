using k8s.Models;
using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Rendering;

/// <summary>The profile "restricted" of the Pod Security Standards, and a root file system that cannot be written.</summary>
public sealed class PodSecurityTests(RenderedCases cases)
{
    public static TheoryData<string> Names => ChartCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Pods_are_restricted(string name) => Assert.All(cases[name].Pods, pod =>
    {
        Assert.True(pod.Spec.SecurityContext.RunAsNonRoot);
        Assert.NotEqual(0, pod.Spec.SecurityContext.RunAsUser ?? 0);
        Assert.Equal("RuntimeDefault", pod.Spec.SecurityContext.SeccompProfile.Type);
        Assert.True(pod.Spec is { HostNetwork: null, HostPID: null, HostIPC: null }, $"{pod.Owner} shares something with its host");
        Assert.False(pod.Spec.AutomountServiceAccountToken);
        Assert.All(pod.Spec.Volumes, volume => Assert.True(
            volume.ConfigMap is not null || volume.Secret is not null || volume.EmptyDir is not null || volume.PersistentVolumeClaim is not null,
            $"{pod.Owner}: {volume.Name} is of a kind that is not allowed"));
        Assert.All(pod.Spec.Volumes.Where(volume => volume.EmptyDir is not null && volume.Name is "tmp" or "model"), volume => Assert.NotNull(volume.EmptyDir?.SizeLimit));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Containers_are_restricted(string name) => Assert.All(cases[name].Pods.SelectMany(pod => pod.Containers), container =>
    {
        var context = container.SecurityContext;
        Assert.False(context.AllowPrivilegeEscalation ?? true);
        Assert.True(context.ReadOnlyRootFilesystem);
        Assert.Equal(["ALL"], context.Capabilities.Drop);
        Assert.True(context.Capabilities.Add is null or { Count: 0 } && context.Privileged is null && context.RunAsUser is null);
        Assert.All(container.Ports ?? [], port => Assert.Null(port.HostPort));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Containers_say_what_they_need(string name) => Assert.All(cases[name].Pods.SelectMany(pod => pod.Containers), container =>
    {
        Assert.True(container.Resources.Requests.ContainsKey("cpu") && container.Resources.Requests.ContainsKey("memory"), container.Name);
        Assert.True(container.Resources.Limits.ContainsKey("memory"), container.Name);
    });
}
