using System.CommandLine;
using System.Diagnostics;
using Slams.CrashMatrix;

var logs = new Option<string[]>("--log") { Description = "sqlite, kafka; both by default.", DefaultValueFactory = _ => ["sqlite", "kafka"], AllowMultipleArgumentsPerToken = true };
var processes = new Option<string[]>("--processes") { Description = "one, four; both by default.", DefaultValueFactory = _ => ["one", "four"], AllowMultipleArgumentsPerToken = true };
var points = new Option<string[]>("--point") { Description = "Points by name; all by default.", AllowMultipleArgumentsPerToken = true };
var list = new Option<bool>("--list") { Description = "List the points and end." };
var command = new RootCommand("Kills the service at named points, starts it again, and compares all it leaves behind with an unbroken run.") { logs, processes, points, list };
command.SetAction(async (result, cancellationToken) =>
{
    if (result.GetValue(list))
    {
        foreach (var point in CrashPoints.All)
        {
            Console.WriteLine($"{point.Name,-20} {point.Meaning}");
        }

        return 0;
    }

    var named = result.GetValue(points) is { Length: > 0 } names ? names.Select(CrashPoints.Named).ToArray() : null;
    var start = Stopwatch.GetTimestamp();
    using var matrix = new Matrix();
    var rows = new List<MatrixRow>();
    Console.WriteLine(MatrixRow.Head);
    foreach (var how in result.GetRequiredValue(processes))
    {
        IDeployment deployment = how switch
        {
            "one" => new OneProcess(),
            "four" => new SeparateProcesses(),
            _ => throw new ArgumentException($"--processes: '{how}' is neither one nor four."),
        };
        foreach (var log in result.GetRequiredValue(logs))
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
});
return await command.Parse(args).InvokeAsync();
