using System.Globalization;
using System.Text.Json.Nodes;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>The running demo, and a Prometheus that scrapes it and evaluates the rules.</summary>
public sealed class MonitoredDemo : IAsyncLifetime
{
    private const int Cycles = 2;
    private readonly ScratchFolder _folder = new();
    private readonly HttpClient _client = new();
    private Worker? _demo;
    private PrometheusServer? _prometheus;
    private Uri? _metrics;

    /// <summary>The alerts, as the chart ships them.</summary>
    public static string RulesFile { get; } = Path.Combine(Repository.Root, "helm", "slams", "alerts", "slams.rules.yaml");

    /// <summary>Starts both, and waits for the first cycles.</summary>
    public async ValueTask InitializeAsync()
    {
        if (!PrometheusServer.IsInstalled)
        {
            return;
        }

        var (page, metrics) = (Ports.Free(), Ports.Free());
        _metrics = new Uri($"http://127.0.0.1:{metrics}/metrics");
        var output = _folder.Folder("out");
        _demo = Worker.Start(
            _folder, "Cli", "slams", new Dictionary<string, string> { ["Metrics__Url"] = $"http://127.0.0.1:{metrics}" },
            "demo", "--out", output, "--members", "2", "--port", page.ToString(CultureInfo.InvariantCulture));
        _prometheus = await PrometheusServer.StartAsync(
            _folder, RulesFile, TimeSpan.FromSeconds(1), new Dictionary<string, int> { ["slams"] = metrics });
        await _demo.WaitForFilesAsync(output, Analyses.Pattern, Cycles);
    }

    /// <summary>Skips the test where Prometheus is not installed.</summary>
    public void Require() => Assert.SkipWhen(_prometheus is null, "Prometheus is not installed.");

    /// <summary>What the demo serves now.</summary>
    public Task<string> MetricsAsync() => _client.GetStringAsync(_metrics, TestContext.Current.CancellationToken);

    /// <summary>Asks Prometheus' API; fails with its message where it refuses.</summary>
    public Task<JsonNode> AskAsync(string path) => _prometheus!.AskAsync(path);

    /// <summary>The series of a query.</summary>
    public Task<JsonArray> QueryAsync(string expression) => _prometheus!.QueryAsync(expression);

    /// <summary>The series of a query, waited for.</summary>
    public Task<JsonArray> WaitForSeriesAsync(string expression) => _prometheus!.WaitForSeriesAsync(expression);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_prometheus is not null)
        {
            await _prometheus.DisposeAsync();
        }

        if (_demo is not null)
        {
            await _demo.DisposeAsync();
        }

        _client.Dispose();
        _folder.Dispose();
    }
}
