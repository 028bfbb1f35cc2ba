using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>Services of one process each, and a Prometheus that scrapes them and evaluates the alerts in a hurry.</summary>
internal sealed class MonitoredServices(ScratchFolder folder, params string[] jobs) : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromMinutes(4);
    private readonly Dictionary<string, int> _ports = jobs.ToDictionary(job => job, _ => Ports.Free());
    private readonly Dictionary<string, Worker> _workers = [];
    private PrometheusServer? _prometheus;

    /// <summary>The Prometheus.</summary>
    public PrometheusServer Prometheus => _prometheus ?? throw new InvalidOperationException("Prometheus was not started.");

    /// <summary>Waits until services have published something, and starts Prometheus: what is so before is no fault of theirs.</summary>
    public async Task WatchAsync()
    {
        using var client = new HttpClient();
        foreach (var (job, worker) in _workers)
        {
            await worker.WaitForTextAsync("Published ");
            // The first answer takes longest.
            await client.GetStringAsync(new Uri(FormattableString.Invariant($"http://127.0.0.1:{_ports[job]}/metrics")));
        }

        var rules = folder["rules.yml"];
        _prometheus = await PrometheusServer.StartAsync(folder, rules, Every, _ports);
        // Nothing is scraped at first, and some alerts are about that.
        Assert.NotEmpty(await _prometheus.WaitForSeriesAsync(FormattableString.Invariant($"count(up == 1) == {_workers.Count}")));
        await File.WriteAllTextAsync(rules, HastyRules.Of(await File.ReadAllTextAsync(MonitoredDemo.RulesFile)));
        await _prometheus.ReloadAsync();
    }

    /// <summary>Starts a service.</summary>
    public void Start(string job, string model, params string[] settings) => _workers[job] = Run(job, model, settings);

    /// <summary>Starts an assimilator by itself, and waits until it is seen to be active.</summary>
    public async Task StartAssimilatorAsync(string job, string model, params string[] settings)
    {
        _workers[job] = RunAssimilator(job, model, settings);
        Assert.NotEmpty(await Prometheus.WaitForSeriesAsync($"slams_assimilator_active{{job=\"{job}\"}} == 1"));
    }

    /// <summary>Starts one that must end by itself, with words.</summary>
    public async Task AssimilatorStartsNotAsync(string job, string model, string words, params string[] settings)
    {
        await using var worker = RunAssimilator(job, model, settings);
        var ended = await worker.EndAsync();
        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains(words, ended.Text, StringComparison.Ordinal);
    }

    /// <summary>Kills services.</summary>
    public async Task KillAsync(params string[] some)
    {
        foreach (var job in some)
        {
            await _workers[job].KillAsync();
        }
    }

    /// <summary>
    /// Waits until alerts have fired, of which each is a job and a name, and the worker that it is about where it has that label; requires that until then
    /// no other ever has.
    /// </summary>
    /// <param name="fault">The latest fault.</param>
    /// <param name="expected">All alerts since the start.</param>
    /// <param name="leaveOut">Name of an alert that is not looked at; null for none.</param>
    public async Task FireExactlyAsync(string fault, IReadOnlyCollection<string> expected, string? leaveOut)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            var fired = await FiredAsync();
            fired.RemoveWhere(alert => alert.Split(' ')[1] == leaveOut);
            if (expected.All(fired.Contains) || limit.IsCancellationRequested)
            {
                Assert.True(
                    fired.SetEquals(expected),
                    $"Of {fault}: expected {Words(expected)}, fired {Words(fired)}.\n{await Prometheus.QueryAsync("{__name__=~\"up|slams_departure_chi_square\", modality=~\"|temperature\"}")}\n{string.Join('\n', _workers.Select(one => $"{one.Key} printed:\n{one.Value.Text}"))}");
                return;
            }

            await Task.Delay(Every, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Requires that the panels and annotations of dashboards that faults alone bring to life are alive.</summary>
    public async Task ShowFaultsAsync()
    {
        var named = new HashSet<string>();
        foreach (var file in DashboardQueries.Files)
        {
            foreach (var (title, expression) in DashboardQueries.Of(await DashboardQueries.ReadAsync(file)).Where(query => DashboardQueries.IsOfFaults(query.Expression)))
            {
                Assert.True((await Prometheus.WaitForSeriesAsync(expression)).Count > 0, $"{file}, {title}: {expression} brings nothing");
                named.UnionWith(DashboardQueries.OfFaults.Where(name => expression.Contains(name, StringComparison.Ordinal)));
            }
        }

        Assert.True(named.SetEquals(DashboardQueries.OfFaults), $"Of those there are only {Words(named)}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers.Values)
        {
            await worker.DisposeAsync();
        }

        if (_prometheus is not null)
        {
            await _prometheus.DisposeAsync();
        }
    }

    private static string Words(IEnumerable<string> alerts) => string.Join(", ", alerts.Order(StringComparer.Ordinal));

    private Worker Run(string job, string model, string[] settings) =>
        Worker.Slams(folder, ["run", "--model", model, $"--Metrics:Url=http://127.0.0.1:{_ports[job]}", .. settings]);

    private Worker RunAssimilator(string job, string model, string[] settings) =>
        Worker.Start(folder, "Assimilator", "Slams.Assimilator", ["--Assimilator:ModelFolder=" + model, $"--Metrics:Url=http://127.0.0.1:{_ports[job]}", .. settings]);

    /// <summary>All that have fired since the start.</summary>
    private async Task<HashSet<string>> FiredAsync() =>
        [.. (await Prometheus.QueryAsync("max_over_time(ALERTS{alertstate=\"firing\"}[1h])")).Select(series => series!["metric"]!)
            .Select(alert => $"{(string?)alert["job"]} {(string?)alert["alertname"]} {(string?)alert["worker"]}".TrimEnd())];
}
