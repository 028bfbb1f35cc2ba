using System.Globalization;

namespace Slams.CrashMatrix;

/// <summary>A process for each worker; the one that is killed is started again while the others go on.</summary>
public sealed class SeparateProcesses : IDeployment
{
    /// <inheritdoc/>
    public string Name => "four";

    /// <inheritdoc/>
    public IReadOnlyList<string> Workers { get; } = ["Publisher", "Assimilator", "Ingest.Stations", "Ingest.Satellite"];

    /// <inheritdoc/>
    public ServiceProcess Start(ServiceRun run, string worker, string? crashAt)
    {
        Directory.CreateDirectory(run.Out);
        return ServiceProcess.Start(worker, run, Arguments(run, worker), crashAt);
    }

    /// <inheritdoc/>
    public async Task<int> RunAsync(ServiceRun run, CrashPoint? point, Func<Task<bool>> done, CancellationToken cancellationToken)
    {
        var workers = new Dictionary<string, ServiceProcess>();
        try
        {
            foreach (var worker in Workers)
            {
                workers[worker] = Start(run, worker, worker == point?.Worker ? point.At : null);
            }

            if (point is not null)
            {
                await using var killed = workers[point.Worker];
                if (await killed.EndAsync(run.Patience, cancellationToken) is var exit and not ServiceProcess.Killed)
                {
                    throw new InvalidOperationException($"{point.Worker} ended with {exit} before {point.Name}. It printed:\n{killed.Text}");
                }

                workers[point.Worker] = Start(run, point.Worker, null);
            }

            await Waiting.UntilAsync(
                () =>
                {
                    foreach (var (name, worker) in workers)
                    {
                        worker.RequireAlive(name);
                    }

                    return done();
                },
                run.Patience, cancellationToken);
            foreach (var worker in workers.Values)
            {
                await worker.StopAsync(cancellationToken);
            }

            return point is null ? 0 : 1;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} {string.Join('\n', workers.Select(w => $"{w.Key} printed:\n{w.Value.Text}"))}", exception);
        }
        finally
        {
            foreach (var worker in workers.Values)
            {
                await worker.DisposeAsync();
            }
        }
    }

    private static IEnumerable<string> Arguments(ServiceRun run, string worker)
    {
        var speed = run.Speed.ToString(CultureInfo.InvariantCulture);
        return
        [
            "--Log:Address", run.Log.Address, .. run.Log.Settings.SelectMany(s => new[] { $"--Log:Settings:{s.Key}", s.Value }),
            "--Run:Id", "crashes", "--Run:TopicPrefix", run.Log.Prefix,
            .. worker switch
            {
                "Publisher" => ["--Publisher:OutputFolder", run.Out, "--Publisher:Url", "http://127.0.0.1:0", "--Publisher:Group", $"{run.Log.Prefix}.publisher"],
                "Assimilator" => ["--Assimilator:ModelFolder", Built.Model, "--Assimilator:Members", "2", "--Assimilator:Group", $"{run.Log.Prefix}.assimilator"],
                "Ingest.Stations" => ["--Stations:Paths:0", run.Inputs.Stations, "--Stations:ModelFolder", Built.Model, "--Stations:Withhold", "0.1", "--Stations:Speed", speed],
                _ => new[] { "--Satellite:Paths:0", run.Inputs.Frames, "--Satellite:ModelFolder", Built.Model, "--Satellite:Speed", speed },
            },
        ];
    }
}
