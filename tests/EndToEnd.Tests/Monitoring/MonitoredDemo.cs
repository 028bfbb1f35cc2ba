using System.ComponentModel;
using System.Diagnostics;
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
    private Process? _prometheus;
    private Uri? _metrics, _api;

    /// <summary>The alerts, as the chart ships them.</summary>
    public static string RulesFile { get; } = Path.Combine(Repository.Root, "helm", "slams", "alerts", "slams.rules.yaml");

    /// <summary>Starts both, and waits for the first cycles.</summary>
    public async ValueTask InitializeAsync()
    {
        if (!IsInstalled("prometheus") || !IsInstalled("promtool"))
        {
            return;
        }

        var (page, metrics, api) = (Ports.Free(), Ports.Free(), Ports.Free());
        (_metrics, _api) = (new Uri($"http://127.0.0.1:{metrics}/metrics"), new Uri($"http://127.0.0.1:{api}/api/v1/"));
        var output = _folder.Folder("out");
        _demo = Worker.Start(
            _folder, "Cli", "slams", new Dictionary<string, string> { ["Metrics__Url"] = $"http://127.0.0.1:{metrics}" },
            "demo", "--out", output, "--members", "2", "--port", page.ToString(CultureInfo.InvariantCulture));
        var settings = Path.Combine(_folder.FullName, "prometheus.yml");
        await File.WriteAllTextAsync(settings, $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: ["{{RulesFile}}"]
            scrape_configs:
              - job_name: slams
                static_configs: [{ targets: ["127.0.0.1:{{metrics}}"] }]
            """);
        string[] arguments =
        [
            "--config.file=" + settings, "--storage.tsdb.path=" + _folder.Folder("tsdb"), "--log.level=error",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{api}"),
        ];
        _prometheus = Process.Start(new ProcessStartInfo("prometheus", arguments) { WorkingDirectory = _folder.FullName })!;
        await _demo.WaitForFilesAsync(output, Analyses.Pattern, Cycles);
    }

    /// <summary>Skips the test where Prometheus is not installed.</summary>
    public void Require() => Assert.SkipWhen(_prometheus is null, "Prometheus is not installed.");

    /// <summary>What the demo serves now.</summary>
    public Task<string> MetricsAsync() => _client.GetStringAsync(_metrics, TestContext.Current.CancellationToken);

    /// <summary>Asks Prometheus' API; fails with its message where it refuses.</summary>
    public async Task<JsonNode> AskAsync(string path)
    {
        using var answer = await _client.GetAsync(new Uri(_api!, path), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{Uri.UnescapeDataString(path)}: {text}");
        return JsonNode.Parse(text)!["data"]!;
    }

    /// <summary>The series of a query.</summary>
    public async Task<JsonArray> QueryAsync(string expression) =>
        (await AskAsync("query?query=" + Uri.EscapeDataString(expression)))["result"]!.AsArray();

    /// <summary>The series of a query, waited for: scrapes come one a second, and rates need two.</summary>
    public async Task<JsonArray> WaitForSeriesAsync(string expression)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var series = await QueryAsync(expression);
            if (series.Count > 0 || limit.IsCancellationRequested)
            {
                return series;
            }

            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_prometheus is { HasExited: false })
        {
            _prometheus.Kill();
            await _prometheus.WaitForExitAsync();
        }

        _prometheus?.Dispose();
        if (_demo is not null)
        {
            await _demo.DisposeAsync();
        }

        _client.Dispose();
        _folder.Dispose();
    }

    private static bool IsInstalled(string tool)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            process!.WaitForExit();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
