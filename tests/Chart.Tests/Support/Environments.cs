using k8s.Models;

namespace Slams.Chart.Tests.Support;

/// <summary>The environment that Kubernetes gives a container.</summary>
internal static class Environments
{
    /// <summary>Config maps and secrets as a whole first, then single variables, which win and may refer to those before them.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="container">The container.</param>
    /// <param name="podName">Name of its pod.</param>
    /// <param name="secret">Value of a key of a secret that is not the chart's.</param>
    public static Dictionary<string, string> Of(RenderedChart chart, V1Container container, string podName, Func<string, string, string>? secret = null)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var from in container.EnvFrom ?? [])
        {
            foreach (var (key, value) in from.ConfigMapRef is { } map ? chart.Find<V1ConfigMap>(map.Name)!.Data : new Dictionary<string, string>())
            {
                variables[key] = value;
            }
        }

        foreach (var variable in container.Env ?? [])
        {
            variables[variable.Name] = variable.ValueFrom switch
            {
                { FieldRef.FieldPath: "metadata.name" } => podName,
                { SecretKeyRef: { } reference } => chart.Find<V1Secret>(reference.Name) is { } own
                    ? own.StringData[reference.Key]
                    : secret?.Invoke(reference.Name, reference.Key) ?? "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0",
                null => variables.Aggregate(variable.Value, (text, known) => text.Replace($"$({known.Key})", known.Value, StringComparison.Ordinal)),
                _ => throw new NotSupportedException($"{variable.Name} comes from somewhere else"),
            };
        }

        return variables;
    }
}
