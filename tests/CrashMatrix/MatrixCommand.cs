using System.CommandLine;
using System.Diagnostics;

namespace Slams.CrashMatrix;

/// <summary>The matrix: points on logs, one after the other.</summary>
internal static class MatrixCommand
{
    public static RootCommand Create()
    {
        var logs = new Option<string[]>("--log") { Description = "sqlite, kafka; both by default.", DefaultValueFactory = _ => ["sqlite", "kafka"], AllowMultipleArgumentsPerToken = true };
        var processes = new Option<string[]>("--processes") { Description = "one, four; both by default.", DefaultValueFactory = _ => ["one", "four"], AllowMultipleArgumentsPerToken = true };
        var points = new Option<string[]>("--point") { Description = "Points by name; all by default.", AllowMultipleArgumentsPerToken = true };
        var list = new Option<bool>("--list") { Description = "List the points and end." };
        var command = new RootCommand("Kills the service at named points, starts it again, and compares all it leaves behind with an unbroken run.") { logs, processes, points, list };
        command.SetAction((result, cancellationToken) => result.GetValue(list)
            ? Task.FromResult(List())
            : RunAsync(
                result.GetRequiredValue(logs), result.GetRequiredValue(processes),
                result.GetValue(points) is { Length: > 0 } names ? [.. names.Select(CrashPoints.Named)] : null, cancellationToken));
        return command;
    }

    private static int List()
    {
        foreach (var point in CrashPoints.All)
        {
            Console.WriteLine($"{point.Name,-20} {point.Meaning}");
        }

        return 0;
    }

    private static async Task<int> RunAsync(string[] logs, string[] processes, CrashPoint[]? named, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var matrix = new Matrix();
        var rows = new List<MatrixRow>();
        Console.WriteLine(MatrixRow.Head);
        foreach (var how in processes)
        {
            var deployment = Deployments.Named(how);
            foreach (var log in logs)
            {
                foreach (var point in named ?? (how == "one" ? CrashPoints.All : CrashPoints.Separate.Select(CrashPoints.Named)))
                {
                    rows.Add(await matrix.RunAsync(deployment, log, point, cancellationToken));
                    Console.WriteLine(rows[^1]);
                }
            }
        }

        Console.WriteLine($"{rows.Count(row => row.IsGood)} of {rows.Count} the same, in {Stopwatch.GetElapsedTime(start):mm\\:ss}");
        return rows.All(row => row.IsGood) ? 0 : 1;
    }
}
