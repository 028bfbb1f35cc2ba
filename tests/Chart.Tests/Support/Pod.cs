using k8s.Models;

namespace Slams.Chart.Tests.Support;

/// <summary>A pod that the chart brings about.</summary>
/// <param name="Owner">What makes it: its kind and name.</param>
/// <param name="OwnerMetadata">Labels and hooks of the owner.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Spec">Its specification.</param>
/// <param name="ClaimTemplates">Volumes that are claimed for each replica.</param>
internal sealed record Pod(
    string Owner, V1ObjectMeta OwnerMetadata, IDictionary<string, string> Labels, V1PodSpec Spec, IReadOnlyList<string> ClaimTemplates)
{
    /// <summary>The component it belongs to.</summary>
    public string Component => Labels["app.kubernetes.io/component"];

    /// <summary>Init containers first.</summary>
    public IEnumerable<V1Container> Containers => [.. Spec.InitContainers ?? [], .. Spec.Containers];

    /// <summary>Whether it runs for good.</summary>
    public bool IsWorker => Owner.StartsWith("Deployment", StringComparison.Ordinal) || Owner.StartsWith("StatefulSet", StringComparison.Ordinal);
}
