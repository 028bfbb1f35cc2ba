using System.Globalization;

namespace Slams.CrashMatrix;

/// <summary>
/// Runs the service over paced inputs, kills one of its processes after another at random moments (<c>kill -9</c>), starts each
/// again at once, and holds what is left behind against an unbroken run as fast as possible.
/// </summary>
public sealed class Soak : IDisposable
{
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slams-soak-");
    private readonly SoakPlan _plan;
    private readonly IDeployment _deployment;
    private readonly TimeProvider _time;
    private readonly TextWriter _console;
    private readonly Inputs _inputs;
    private readonly MemoryUse _memory;
    private readonly SortedDictionary<string, int> _kills = new(StringComparer.Ordinal);

    /// <summary>Writes the inputs.</summary>
    public Soak(SoakPlan plan, IDeployment deployment, TimeProvider time, TextWriter console)
    {
        (_plan, _deployment, _time, _console) = (plan, deployment, time, console);
        _memory = new MemoryUse(plan.Length);
        try
        {
            _inputs = Inputs.Write(_folder.FullName, plan.EventTime, spread: true);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs it; true when nothing is wrong.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var referenceLog = LogUnderTest.Make("sqlite", _folder.CreateSubdirectory("unbroken").FullName);
        var reference = Run(referenceLog, "unbroken", 0);
        var expected = await UnbrokenAsync(reference, cancellationToken);
        Say($"unbroken: {await Accounting.ReadAsync(reference, cancellationToken)}; {expected.Analyses.Count} analyses, {expected.Files.Count} files");

        using var log = LogUnderTest.Make(_plan.Log, _folder.CreateSubdirectory("killed").FullName);
        var run = Run(log, "killed", _plan.Speed);
        var problems = new List<string>();
        try
        {
            await KillAndRestartAsync(run, expected, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            problems.Add(exception.Message);
        }

        var comparison = Comparison.Of(expected, await Outputs.ReadAsync(run, cancellationToken), repeats: !log.HasTransactions);
        var accounting = await Accounting.ReadAsync(run, cancellationToken);
        problems.AddRange(comparison.Problems);
        problems.AddRange(accounting.Problems());
        Say(FormattableString.Invariant($"{_plan.Length.TotalMinutes:0.#} min at {_plan.Speed} times real time, {log.Name}, {_deployment.Name}: {_kills.Values.Sum()} kills")
            + $" ({string.Join(", ", _kills.Select(kill => FormattableString.Invariant($"{kill.Key} {kill.Value}")))})");
        Say($"accounting: {accounting}");
        Say(FormattableString.Invariant($"files equal {comparison.EqualFiles}/{comparison.Files}; analyses of each cycle and revision {comparison.Analyses}"));
        _memory.Write(_console);
        Say(problems.Count == 0 ? "the same as unbroken" : string.Join("; ", problems));
        return problems.Count == 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private ServiceRun Run(LogUnderTest log, string folder, double speed) =>
        new(_inputs, log, Path.Combine(_folder.FullName, folder))
        {
            Speed = speed,
            Patience = ServiceProcess.Patience + _plan.Length,
            Settings = Settings.Soak(_plan.Interval),
        };

    private async Task<Outputs> UnbrokenAsync(ServiceRun run, CancellationToken cancellationToken)
    {
        await _deployment.RunAsync(run, null, () => HasAllAsync(run, cancellationToken), cancellationToken);
        var outputs = await Outputs.ReadAsync(run, cancellationToken);
        return outputs.Analyses.All(cycle => cycle.Count() == 1)
            ? outputs
            : throw new InvalidOperationException("An unbroken run has published an analysis more than once.");
    }

    // An unbroken run is at its end when every observation is accounted for, every cycle has its two files with their checksums, and one that was
    // revised what tells of the revisions.
    private static async Task<bool> HasAllAsync(ServiceRun run, CancellationToken cancellationToken)
    {
        var accounting = await Accounting.ReadAsync(run, cancellationToken);
        if (!accounting.HasEnded || accounting.Problems().Count > 0)
        {
            return false;
        }

        var outputs = await Outputs.ReadAsync(run, cancellationToken);
        var cycles = outputs.Analyses.GroupBy(analysis => analysis.Key.Split('.')[0]).ToList();
        var revised = cycles.Count(revisions => revisions.Count() > 1);
        return outputs.Files.Keys.Count(Outputs.IsOfRevisions) == revised && outputs.Files.Count - revised == (4 * cycles.Count) + 1 && outputs.ChecksumsHold;
    }

    private async Task KillAndRestartAsync(ServiceRun run, Outputs expected, CancellationToken cancellationToken)
    {
        var random = new Random(_plan.Seed);
        var workers = new Dictionary<string, ServiceProcess>();
        var start = _time.GetTimestamp();
        var next = NextKill(TimeSpan.Zero, random);
        try
        {
            foreach (var worker in _deployment.Workers)
            {
                workers[worker] = _deployment.Start(run, worker, null);
                _kills[worker] = 0;
            }

            using var timer = new PeriodicTimer(Sampling, _time);
            while (_time.GetElapsedTime(start) is var elapsed && elapsed < _plan.Length)
            {
                foreach (var (worker, process) in workers)
                {
                    process.RequireAlive(worker);
                    _memory.Note(elapsed, worker, process.ResidentBytes() ?? 0);
                }

                if (elapsed >= next)
                {
                    // Not at the tick: anywhere between two of them.
                    await Task.Delay(Sampling * random.NextDouble() * 0.9, _time, cancellationToken);
                    var victim = _deployment.Workers[random.Next(_deployment.Workers.Count)];
                    await RestartAsync(workers, victim, run, elapsed);
                    next = NextKill(elapsed, random);
                }

                await timer.WaitForNextTickAsync(cancellationToken);
            }

            await Waiting.UntilAsync(
                async () => Comparison.IsComplete(expected, await Outputs.ReadAsync(run, cancellationToken)), run.Patience, cancellationToken);
            foreach (var process in workers.Values)
            {
                await process.StopAsync(cancellationToken);
            }
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} {string.Join('\n', workers.Select(w => $"{w.Key} printed:\n{w.Value.Text}"))}", exception);
        }
        finally
        {
            foreach (var process in workers.Values)
            {
                await process.DisposeAsync();
            }
        }
    }

    private async Task RestartAsync(Dictionary<string, ServiceProcess> workers, string victim, ServiceRun run, TimeSpan elapsed)
    {
        if (workers[victim].ExitCode is null)
        {
            await workers[victim].KillAsync();
            await workers[victim].DisposeAsync();
            workers[victim] = _deployment.Start(run, victim, null);
            _kills[victim]++;
            Say($"{elapsed.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture)} killed {victim}");
        }
    }

    private TimeSpan NextKill(TimeSpan now, Random random) => now + (_plan.KillEvery * 2 * random.NextDouble());

    private void Say(string line)
    {
        _console.WriteLine(line);
        _console.Flush();
    }
}
