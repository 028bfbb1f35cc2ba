using System.Diagnostics;
using Slams.Publisher.Tests.Support;

namespace Slams.Benchmarks;

/// <summary>
/// How long published programs take to be ready from the start of their processes, and the CPU time of them until then: <c>slams run</c>, and each
/// worker as a process of its own, on the bundled sample and a SQLite log, in turns.
/// </summary>
internal static class ReadyBenchmark
{
    private const int Rounds = 7;

    /// <summary>Starts the programs of some folders.</summary>
    /// <param name="folders">Folders, each with one published program.</param>
    /// <param name="output">Gets the figures.</param>
    public static async Task RunAsync(IReadOnlyList<string> folders, TextWriter output)
    {
        if (folders.Count == 0)
        {
            throw new ArgumentException("ready needs the folder of a published program.");
        }

        var starts = folders.ToDictionary(folder => folder, _ => new List<(double Seconds, double CpuSeconds)>());
        // Once more than is counted: the first reads its files from the disk.
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var folder in folders)
            {
                var start = await StartAsync(Program(folder));
                if (round >= 0)
                {
                    starts[folder].Add(start);
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"ready: medians of {Rounds} rounds after 1 uncounted"));
        foreach (var (folder, all) in starts)
        {
            var seconds = all.Select(start => start.Seconds).ToList();
            output.WriteLine(FormattableString.Invariant(
                $"  {Path.GetFileName(Program(folder)),-28} {Timing.Median(seconds),6:0.00} s ({seconds.Min():0.00} to {seconds.Max():0.00}), CPU {Timing.Median([.. all.Select(start => start.CpuSeconds)]):0.00} s, published {Megabytes(folder):0} MB"));
        }
    }

    private static string Program(string folder) => Directory.EnumerateFiles(folder, "*.runtimeconfig.json")
        .Select(file => Path.ChangeExtension(Path.ChangeExtension(file, null), ".dll"))
        // That of slams has the others beside it.
        .OrderByDescending(file => Path.GetFileName(file) == "slams.dll").First();

    private static double Megabytes(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / 1e6;

    private static async Task<(double Seconds, double CpuSeconds)> StartAsync(string program)
    {
        var folder = Directory.CreateTempSubdirectory("slams-ready-");
        var address = FormattableString.Invariant($"http://127.0.0.1:{FreePort.Find()}");
        var host = Path.ChangeExtension(program, null);
        string[] settings =
        [
            "--Log:Address", "sqlite:" + Path.Combine(folder.FullName, "log.db"), "--Logging:LogLevel:Default", "Warning", "--Worker:Url", address, "--Publisher:Url", address,
            "--Stations:Paths:0", Samples.Stations, "--Satellite:Paths:0", Samples.Frames, "--Publisher:OutputFolder", Path.Combine(folder.FullName, "out"),
            "--Stations:ModelFolder", Samples.Model, "--Satellite:ModelFolder", Samples.Model, "--Assimilator:ModelFolder", Samples.Model, "--Publisher:ModelFolder", Samples.Model,
        ];
        var start = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(host, Path.GetFileName(host) == "slams" ? ["run", .. settings] : settings)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            while (!await IsReadyAsync(client))
            {
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"{program} ended before it was ready.");
                }

                await Task.Delay(5);
            }

            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            process.Refresh();
            return (seconds, process.TotalProcessorTime.TotalSeconds);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
