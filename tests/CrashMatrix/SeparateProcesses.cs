namespace Slams.CrashMatrix;

/// <summary>A process for each worker; the one that is killed is started again while the others go on.</summary>
public sealed class SeparateProcesses : IDeployment
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public string Name => "four";

    /// <inheritdoc/>
    public async Task<int> RunAsync(ServiceRun run, CrashPoint? point, Func<Task<bool>> done, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(run.Out);
        var workers = new Dictionary<string, ServiceProcess>();
        try
        {
            foreach (var project in new[] { "Publisher", "Assimilator", "Ingest.Stations", "Ingest.Satellite" })
            {
                workers[project] = ServiceProcess.Start(project, run.Folder, Arguments(run, project), project == point?.Worker ? point.At : null);
            }

            if (point is not null)
            {
                await using var killed = workers[point.Worker];
                if (await killed.EndAsync(cancellationToken) is var exit and not ServiceProcess.Killed)
                {
                    throw new InvalidOperationException($"{point.Worker} ended with {exit} before {point.Name}. It printed:\n{killed.Text}");
                }

                workers[point.Worker] = ServiceProcess.Start(point.Worker, run.Folder, Arguments(run, point.Worker), null);
            }

            await WaitAsync(done, cancellationToken);
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

    private static async Task WaitAsync(Func<Task<bool>> done, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ServiceProcess.Patience);
        using var timer = new PeriodicTimer(Look);
        while (!await done())
        {
            try
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException("The service does not come to the end.");
            }
        }
    }

    private static IEnumerable<string> Arguments(ServiceRun run, string project) =>
    [
        "--Log:Address", run.Log.Address, .. run.Log.Settings.SelectMany(s => new[] { $"--Log:Settings:{s.Key}", s.Value }),
        "--Run:Id", "crashes", "--Run:TopicPrefix", run.Log.Prefix,
        .. project switch
        {
            "Publisher" => ["--Publisher:OutputFolder", run.Out, "--Publisher:Url", "http://127.0.0.1:0", "--Publisher:Group", $"{run.Log.Prefix}.publisher"],
            "Assimilator" => ["--Assimilator:ModelFolder", Built.Model, "--Assimilator:Members", "2", "--Assimilator:Group", $"{run.Log.Prefix}.assimilator"],
            "Ingest.Stations" => ["--Stations:Paths:0", run.Inputs.Stations, "--Stations:ModelFolder", Built.Model, "--Stations:Withhold", "0.1"],
            _ => new[] { "--Satellite:Paths:0", run.Inputs.Frames, "--Satellite:ModelFolder", Built.Model },
        },
    ];
}
