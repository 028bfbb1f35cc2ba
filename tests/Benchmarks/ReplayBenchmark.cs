using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Slams.Benchmarks;

/// <summary>A replay of two days by the service itself: seconds per cycle and peak memory.</summary>
internal static partial class ReplayBenchmark
{
    private const string Last = "1987-01-13T19:00Z";
    private const int Members = 16;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("slams-benchmark-");
        try
        {
            var analyses = folder.CreateSubdirectory("out").FullName;
            var start = TimeProvider.System.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo("dotnet",
            [
                Samples.Service, "replay", "--stations", Samples.Stations, "--frames", Samples.Frames, "--to", Last, "--out", analyses,
                "--members", Members.ToString(CultureInfo.InvariantCulture), "--log", "sqlite:" + Path.Combine(folder.FullName, "log.db"),
            ])
            { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName })!;
            var errors = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEndAsync();
            var peak = await PeakMemoryAsync(process);
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"The replay failed:\n{await text}\n{await errors}");
            }

            var cycles = Directory.GetFiles(analyses, "analysis_*.nc").Length;
            output.WriteLine(FormattableString.Invariant($"replay: {cycles} cycles, {Members} members"));
            output.WriteLine(FormattableString.Invariant($"  whole replay   {seconds,7:0.0} s, start included"));
            output.WriteLine(FormattableString.Invariant($"  per cycle      {seconds / cycles,7:0.00} s"));
            output.WriteLine(FormattableString.Invariant($"  peak memory    {peak / 1024.0,7:0} MB"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The kernel's own high-water mark in KiB, as last seen before the end; 0 where there is none.</summary>
    private static async Task<long> PeakMemoryAsync(Process process)
    {
        var peak = 0L;
        var status = $"/proc/{process.Id}/status";
        while (!process.HasExited)
        {
            try
            {
                var found = HighWater().Match(await File.ReadAllTextAsync(status));
                peak = found.Success ? Math.Max(peak, long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)) : peak;
            }
            catch (IOException)
            {
                // Not Linux, or gone between two looks.
            }

            await Task.Delay(100);
        }

        return peak;
    }

    [GeneratedRegex(@"VmHWM:\s+(\d+) kB")]
    private static partial Regex HighWater();
}
