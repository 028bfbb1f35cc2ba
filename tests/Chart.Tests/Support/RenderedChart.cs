using k8s;
using k8s.Models;

namespace Slams.Chart.Tests.Support;

/// <summary>The documents of a rendered chart; fields that their kinds do not know are errors.</summary>
internal sealed class RenderedChart
{
    private static readonly Dictionary<string, Type> Own = new()
    {
        ["monitoring.coreos.com/v1/ServiceMonitor"] = typeof(ServiceMonitor),
        ["monitoring.coreos.com/v1/PrometheusRule"] = typeof(PrometheusRule),
    };

    public RenderedChart(string text, string given)
    {
        (Text, Given) = (text, given);
        Documents = [.. KubernetesYaml.LoadAllFromString(text, Own, strict: true).Where(document => document is not null).Cast<IKubernetesObject<V1ObjectMeta>>()];
        Pods =
        [
            .. All<V1Deployment>().Select(d => Of(d, d.Spec.Template)),
            .. All<V1StatefulSet>().Select(s => Of(s, s.Spec.Template) with { ClaimTemplates = [.. (s.Spec.VolumeClaimTemplates ?? []).Select(claim => claim.Metadata.Name)] }),
            .. All<V1Job>().Select(j => Of(j, j.Spec.Template)),
            .. All<V1Pod>().Select(p => new Pod($"Pod {p.Metadata.Name}", p.Metadata, p.Metadata.Labels, p.Spec, [])),
        ];

        static Pod Of(IKubernetesObject<V1ObjectMeta> owner, V1PodTemplateSpec template) =>
            new($"{owner.Kind} {owner.Metadata.Name}", owner.Metadata, template.Metadata.Labels, template.Spec, []);
    }

    /// <summary>As Helm prints it.</summary>
    public string Text { get; }

    /// <summary>The values over the chart's own, as text: objects that exist already are named there.</summary>
    public string Given { get; }

    public IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Documents { get; }

    public IReadOnlyList<Pod> Pods { get; }

    public IReadOnlyList<Pod> Workers => [.. Pods.Where(pod => pod.IsWorker)];

    public IEnumerable<T> All<T>()
        where T : IKubernetesObject<V1ObjectMeta> => Documents.OfType<T>();

    public T? Find<T>(string name)
        where T : class, IKubernetesObject<V1ObjectMeta> => All<T>().SingleOrDefault(document => document.Metadata.Name == name);

    /// <summary>The pods that a selector of labels matches.</summary>
    public Pod[] Matching(IDictionary<string, string> selector) =>
        [.. Pods.Where(pod => selector.All(label => pod.Labels.TryGetValue(label.Key, out var value) && value == label.Value))];
}
