using System.Diagnostics;

namespace Slams.CrashMatrix;

/// <summary>
/// Runs points on logs and holds each against an unbroken run of the same deployment on SQLite, which also tells how long they may take: as
/// a process starts again, a point needs up to twice its time, and what else the machine does changes.
/// </summary>
public sealed class Matrix : IDisposable
{
    private static readonly TimeSpan LeastPatience = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slams-crashes-");
    private readonly Inputs _inputs;
    private readonly Dictionary<string, (Outputs Outputs, TimeSpan Time)> _unbroken = [];

    /// <summary>Writes the inputs.</summary>
    public Matrix() => _inputs = Inputs.Write(_folder.FullName, Inputs.Day);

    /// <summary>Kills the service at a point, starts it again and compares.</summary>
    public async Task<MatrixRow> RunAsync(IDeployment deployment, string engine, CrashPoint point, CancellationToken cancellationToken)
    {
        var (expected, unbroken) = await UnbrokenAsync(deployment, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        var folder = _folder.CreateSubdirectory($"{deployment.Name}-{engine}-{point.Name}");
        using var log = LogUnderTest.Make(engine, folder.FullName);
        var run = new ServiceRun(_inputs, log, folder.FullName) { Patience = LeastPatience + (4 * unbroken) };
        var restarts = 0;
        Comparison comparison;
        try
        {
            restarts = await deployment.RunAsync(run, point, async () => Comparison.IsComplete(expected, await Outputs.ReadAsync(run, cancellationToken)), cancellationToken);
            comparison = Comparison.Of(expected, await Outputs.ReadAsync(run, cancellationToken), repeats: !log.HasTransactions);
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            comparison = Comparison.Of(expected, await Outputs.ReadAsync(run, cancellationToken), repeats: !log.HasTransactions);
            comparison = comparison with { Problems = [exception.Message, .. comparison.Problems] };
        }

        folder.Delete(recursive: true);
        return new MatrixRow(point, deployment.Name, log.Name, restarts, comparison, Stopwatch.GetElapsedTime(start));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(Outputs Outputs, TimeSpan Time)> UnbrokenAsync(IDeployment deployment, CancellationToken cancellationToken)
    {
        if (!_unbroken.TryGetValue(deployment.Name, out var known))
        {
            var start = Stopwatch.GetTimestamp();
            var folder = _folder.CreateSubdirectory($"{deployment.Name}-unbroken").FullName;
            using var log = LogUnderTest.Make("sqlite", folder);
            var run = new ServiceRun(_inputs, log, folder);
            await deployment.RunAsync(run, null, async () => IsWhole(await Outputs.ReadAsync(run, cancellationToken)), cancellationToken);
            var outputs = await Outputs.ReadAsync(run, cancellationToken);
            if (!IsWhole(outputs))
            {
                throw new InvalidOperationException(
                    $"An unbroken run has left {outputs.Files.Count} files, {outputs.Analyses.Count} analyses, {outputs.Late.Count} late observations and {outputs.DeadLetters.Count} dead letters.");
            }

            _unbroken[deployment.Name] = known = (outputs, Stopwatch.GetElapsedTime(start));
        }

        return known;
    }

    // Two files for each cycle with their checksums, the pointer to the newest, what is kept of revised analyses, and some of everything that can be lost.
    private static bool IsWhole(Outputs outputs) =>
        outputs.Files.Keys.Count(Outputs.IsOfRevisions) is var revised and > 0 && outputs.Files.Count - revised == (4 * Inputs.Cycles) + 1
        && outputs.ChecksumsHold && outputs.Analyses.Count > Inputs.Cycles && outputs.Analyses.All(cycle => cycle.Count() == 1)
        && outputs.Late.Count > 0 && outputs.DeadLetters.Count == 2;
}
