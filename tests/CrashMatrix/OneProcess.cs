using System.Globalization;

namespace Slams.CrashMatrix;

/// <summary><c>slams replay</c>: all workers in one process, which ends by itself.</summary>
public sealed class OneProcess : IDeployment
{
    /// <inheritdoc/>
    public string Name => "one";

    /// <inheritdoc/>
    public IReadOnlyList<string> Workers { get; } = ["Cli"];

    /// <inheritdoc/>
    public ServiceProcess Start(ServiceRun run, string worker, string? crashAt) => ServiceProcess.Start(
        worker, run,
        [
            "replay", "--stations", run.Inputs.Stations, "--frames", run.Inputs.Frames, "--members", "2", "--withhold", "0.1", "--out", run.Out,
            "--log", run.Log.Address, "--topic-prefix", run.Log.Prefix, "--speed", run.Speed > 0 ? run.Speed.ToString(CultureInfo.InvariantCulture) : "max",
            .. run.Log.Settings.SelectMany(s => new[] { "--log-setting", $"{s.Key}={s.Value}" }),
        ],
        crashAt);

    /// <inheritdoc/>
    public async Task<int> RunAsync(ServiceRun run, CrashPoint? point, Func<Task<bool>> done, CancellationToken cancellationToken)
    {
        if (point is not null)
        {
            await EndAsync(point.At, ServiceProcess.Killed);
        }

        await EndAsync(null, 0);
        return point is null ? 0 : 1;

        async Task EndAsync(string? crashAt, int expected)
        {
            await using var process = Start(run, Workers[0], crashAt);
            var exit = await process.EndAsync(run.Patience, cancellationToken);
            if (exit != expected)
            {
                throw new InvalidOperationException($"The replay ended with {exit} rather than {expected}. It printed:\n{process.Text}");
            }
        }
    }
}
