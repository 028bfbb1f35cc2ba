using k8s;
using k8s.Models;
using YamlDotNet.Serialization;

namespace Slams.Chart.Tests.Support;

/// <summary>What the chart uses of the Prometheus Operator's resource.</summary>
public sealed class PrometheusRule : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "";

    /// <inheritdoc/>
    public string Kind { get; set; } = "";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>The rules.</summary>
    public RuleSpec Spec { get; set; } = new();

    /// <summary>Specification.</summary>
    public sealed class RuleSpec
    {
        /// <summary>Groups of rules.</summary>
        public IList<RuleGroup> Groups { get; set; } = [];
    }

    /// <summary>Rules that are evaluated together.</summary>
    public sealed class RuleGroup
    {
        /// <summary>Name.</summary>
        public string Name { get; set; } = "";

        /// <summary>The rules.</summary>
        public IList<Rule> Rules { get; set; } = [];
    }

    /// <summary>An alert.</summary>
    public sealed class Rule
    {
        /// <summary>Name.</summary>
        public string Alert { get; set; } = "";

        /// <summary>When it is pending.</summary>
        public string Expr { get; set; } = "";

        /// <summary>How long it must be pending to fire.</summary>
        public string For { get; set; } = "";

        /// <summary>How long it fires on.</summary>
        [YamlMember(Alias = "keep_firing_for", ApplyNamingConventions = false)]
        public string KeepFiringFor { get; set; } = "";

        /// <summary>Labels.</summary>
        public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

        /// <summary>Annotations.</summary>
        public IDictionary<string, string> Annotations { get; set; } = new Dictionary<string, string>();
    }
}
