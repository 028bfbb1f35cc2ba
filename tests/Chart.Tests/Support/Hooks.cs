using System.Globalization;
using k8s.Models;

namespace Slams.Chart.Tests.Support;

/// <summary>When Helm makes an object: with the chart, or before it as a hook.</summary>
internal static class Hooks
{
    /// <summary>Whether it is made before the chart.</summary>
    public static bool IsBefore(V1ObjectMeta metadata) =>
        metadata.Annotations?.TryGetValue("helm.sh/hook", out var hook) == true && hook.Contains("pre-install", StringComparison.Ordinal);

    /// <summary>Those of lower weight come first.</summary>
    public static int Weight(V1ObjectMeta metadata) => int.Parse(metadata.Annotations["helm.sh/hook-weight"], CultureInfo.InvariantCulture);

    /// <summary>Whether what a pod refers to is there when the pod starts.</summary>
    public static bool IsThereFor(Pod pod, V1ObjectMeta referred) =>
        !IsBefore(pod.OwnerMetadata) ? !IsBefore(referred) : IsBefore(referred) && Weight(referred) < Weight(pod.OwnerMetadata);
}
