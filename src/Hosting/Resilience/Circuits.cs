using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prometheus;

namespace Slams.Hosting.Resilience;

/// <summary>The circuits of this process by name.</summary>
public sealed class Circuits(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);

    /// <summary>The circuit of a name; made at the first call.</summary>
    public Circuit Get(string name, TimeSpan pause, Func<Exception, bool> counts) =>
        _circuits.GetOrAdd(name, _ => new Circuit(pause, counts, time));

    /// <summary>Those that are not closed, in words; empty when all are.</summary>
    /// <param name="prefix">Of those whose name begins with it only.</param>
    public string Words(string prefix) => string.Join("; ", _circuits
        .Where(circuit => circuit.Key.StartsWith(prefix, StringComparison.Ordinal))
        .OrderBy(circuit => circuit.Key, StringComparer.Ordinal)
        .Select(circuit => circuit.Value.Words is { } words ? $"{circuit.Key}: {words}" : "")
        .Where(words => words.Length > 0));

    /// <summary>Shows their states in metrics.</summary>
    public void ExportTo(CollectorRegistry registry)
    {
        var gauge = Metrics.WithCustomRegistry(registry).CreateGauge(
            "slams_circuit_state", "State of the circuit to a log, a sink or a server of files: 0 closed, 1 half-open, 2 open.", "name");
        // Asked when scraped: nobody is told when a pause is over.
        registry.AddBeforeCollectCallback(() =>
        {
            foreach (var (name, circuit) in _circuits)
            {
                gauge.WithLabels(name).Set(circuit.Level);
            }
        });
    }

    /// <summary>Adds the circuits of a host, once.</summary>
    public static void AddTo(IServiceCollection services) => services.TryAddSingleton(provider =>
    {
        var circuits = new Circuits(provider.GetRequiredService<TimeProvider>());
        circuits.ExportTo(provider.GetRequiredService<CollectorRegistry>());
        return circuits;
    });
}
