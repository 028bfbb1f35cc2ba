using System.Diagnostics;
using System.Globalization;

namespace Slams.Benchmarks;

/// <summary>A replay of two days by the service itself: seconds per cycle and peak memory.</summary>
internal static class ReplayBenchmark
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
            var peak = await PeakMemory.FollowAsync(process);
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"The replay failed:\n{await text}\n{await errors}");
            }

            var cycles = Directory.GetFiles(analyses, "analysis_*.nc").Length;
            output.WriteLine(FormattableString.Invariant($"replay: {cycles} cycles, {Members} members"));
            output.WriteLine(FormattableString.Invariant($"  whole replay   {seconds,7:0.0} s, start included"));
            output.WriteLine(FormattableString.Invariant($"  per cycle      {seconds / cycles,7:0.00} s"));
            output.WriteLine(FormattableString.Invariant($"  peak memory    {peak,7:0} MB"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
