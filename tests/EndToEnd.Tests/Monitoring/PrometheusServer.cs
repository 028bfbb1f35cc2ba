using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>A Prometheus that scrapes processes on the loopback and evaluates rules.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private readonly Uri _api;
    private readonly Process _process;

    private PrometheusServer(Process process, Uri api) => (_process, _api) = (process, api);

    /// <summary>Whether it, and the tool that comes with it, are installed.</summary>
    public static bool IsInstalled => Starts("prometheus") && Starts("promtool");

    /// <summary>Starts it.</summary>
    /// <param name="folder">Where its settings and data go.</param>
    /// <param name="rules">File of rules; may come later, for <see cref="ReloadAsync"/>.</param>
    /// <param name="every">Time between scrapes, and between evaluations.</param>
    /// <param name="jobs">Jobs, and the port of each on which it serves its metrics.</param>
    public static async Task<PrometheusServer> StartAsync(ScratchFolder folder, string rules, TimeSpan every, IReadOnlyDictionary<string, int> jobs)
    {
        var api = Ports.Free();
        var interval = FormattableString.Invariant($"{every.TotalMilliseconds:0}ms");
        var settings = folder["prometheus.yml"];
        var targets = jobs.Select(job => FormattableString.Invariant(
            $$"""  - { job_name: {{job.Key}}, static_configs: [{ targets: ["127.0.0.1:{{job.Value}}"] }] }"""));
        await File.WriteAllTextAsync(settings, $$"""
            global: { scrape_interval: {{interval}}, scrape_timeout: {{interval}}, evaluation_interval: {{interval}} }
            rule_files: ["{{rules}}"]
            scrape_configs:
            {{string.Join('\n', targets)}}
            """);
        string[] arguments =
        [
            "--config.file=" + settings, "--storage.tsdb.path=" + folder.Folder("tsdb"), "--log.level=error", "--web.enable-lifecycle",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{api}"),
        ];
        var server = new PrometheusServer(
            Process.Start(new ProcessStartInfo("prometheus", arguments) { WorkingDirectory = folder.FullName })!,
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{api}/api/v1/")));
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>Has it read its settings and the rules again.</summary>
    public async Task ReloadAsync()
    {
        using var answer = await _client.PostAsync(new Uri(_api, "/-/reload"), null, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asks its API; fails with its message where it refuses.</summary>
    public async Task<JsonNode> AskAsync(string path)
    {
        using var answer = await _client.GetAsync(new Uri(_api, path), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{Uri.UnescapeDataString(path)}: {text}");
        return JsonNode.Parse(text)!["data"]!;
    }

    /// <summary>The series of a query.</summary>
    public async Task<JsonArray> QueryAsync(string expression) =>
        (await AskAsync("query?query=" + Uri.EscapeDataString(expression)))["result"]!.AsArray();

    /// <summary>The series of a query, waited for: scrapes take their time, and rates need two.</summary>
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
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _client.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        while (true)
        {
            try
            {
                using var answer = await _client.GetAsync(new Uri(_api, "/-/ready"), TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static bool Starts(string tool)
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
