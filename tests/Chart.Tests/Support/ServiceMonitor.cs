using k8s;
using k8s.Models;

namespace Slams.Chart.Tests.Support;

/// <summary>What the chart uses of the Prometheus Operator's resource.</summary>
public sealed class ServiceMonitor : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "";

    /// <inheritdoc/>
    public string Kind { get; set; } = "";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is scraped, and how.</summary>
    public MonitorSpec Spec { get; set; } = new();

    /// <summary>Specification.</summary>
    public sealed class MonitorSpec
    {
        /// <summary>Label of the service that names the job.</summary>
        public string JobLabel { get; set; } = "";

        /// <summary>Labels of the service that every series gets, with `_` in place of what Prometheus does not take.</summary>
        public IList<string> TargetLabels { get; set; } = [];

        /// <summary>Where services are looked for.</summary>
        public Namespaces NamespaceSelector { get; set; } = new();

        /// <summary>Which services.</summary>
        public V1LabelSelector Selector { get; set; } = new();

        /// <summary>Their ports.</summary>
        public IList<Endpoint> Endpoints { get; set; } = [];
    }

    /// <summary>Names of namespaces.</summary>
    public sealed class Namespaces
    {
        /// <summary>The names.</summary>
        public IList<string> MatchNames { get; set; } = [];
    }

    /// <summary>A port that is scraped.</summary>
    public sealed class Endpoint
    {
        /// <summary>Name of the service's port.</summary>
        public string Port { get; set; } = "";

        /// <summary>Path of the metrics.</summary>
        public string Path { get; set; } = "";

        /// <summary>Time between two scrapes.</summary>
        public string Interval { get; set; } = "";

        /// <summary>How long a scrape may take.</summary>
        public string ScrapeTimeout { get; set; } = "";
    }
}
