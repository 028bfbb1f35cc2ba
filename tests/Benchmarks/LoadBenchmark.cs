using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Slams.Formats.Analyses;

namespace Slams.Benchmarks;

/// <summary>
/// The whole pipeline without analyses, from station files to published window statistics, by the service itself on a SQLite
/// log with a retention: how fast, with how much memory, how large the log grows, and whether every reading is accounted for.
/// </summary>
internal sealed partial class LoadBenchmark(LoadOptions options, string folder, TextWriter output)
{
    private readonly string _published = Path.Combine(folder, "out");
    private readonly List<LoadSample> _samples = [];

    /// <summary>Runs; throws when a reading is not accounted for or the log outgrows its retention.</summary>
    public static async Task RunAsync(LoadOptions options, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("slams-load-");
        try
        {
            await new LoadBenchmark(options, folder.FullName, output).RunAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync()
    {
        var stations = Path.Combine(folder, "stations");
        var start = TimeProvider.System.GetTimestamp();
        var lines = new LoadReadings(options).Write(stations);
        Say($"load: {options.Stations:N0} stations, {options.Days} days, every {options.IntervalMinutes} minutes: {lines:N0} readings, written in {Elapsed(start):0} s");
        Say($"  seconds   cycles   memory MB   log MB");
        start = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Samples.Service, "replay", "--model", "none", "--stations", stations, "--out", _published,
            "--log", "sqlite:" + Path.Combine(folder, "log.db"), "--log-setting", Invariant($"retention.MiB={options.RetentionMiB}"),
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEndAsync();
        await FollowAsync(process, start);
        var seconds = Elapsed(start);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The service failed:\n{await text}\n{await errors}");
        }

        Say($"  {lines / seconds:N0} readings/s, start included");
        Judge(lines, await text);
    }

    private async Task FollowAsync(Process process, long start)
    {
        var ended = process.WaitForExitAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var reported = 0.0;
        while (!ended.IsCompleted)
        {
            await Task.WhenAny(ended, timer.WaitForNextTickAsync().AsTask());
            process.Refresh();
            if (process.HasExited || process.WorkingSet64 == 0)
            {
                break;
            }

            _samples.Add(new LoadSample(Elapsed(start), Cycles(), process.WorkingSet64 / 1e6, LogMegabytes()));
            if (_samples[^1].Seconds - reported >= options.ReportSeconds)
            {
                reported = _samples[^1].Seconds;
                Say($"{_samples[^1].Seconds,9:0} {_samples[^1].Cycles,8} {_samples[^1].MemoryMegabytes,11:0} {_samples[^1].LogMegabytes,8:0}");
            }
        }

        await ended;
    }

    private void Judge(long lines, string text)
    {
        var late = long.Parse(LateLine().Match(text).Groups["late"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        var copies = long.Parse(LateLine().Match(text).Groups["copies"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        var windowed = 0L;
        foreach (var file in Directory.EnumerateFiles(_published, "analysis_*.nc"))
        {
            windowed += AnalysisFile.Read(file).Provenance.InputCounts.Values.Sum();
        }

        Say($"  {windowed:N0} in windows + {late:N0} late + {copies:N0} copies = {windowed + late + copies:N0} of {lines:N0}");
        foreach (var (name, of) in new (string, Func<LoadSample, double>)[] { ("memory", s => s.MemoryMegabytes), ("log", s => s.LogMegabytes) })
        {
            var quarters = _samples.Chunk(Math.Max(1, (_samples.Count + 3) / 4)).Select(quarter => Invariant($"{quarter.Max(of):0}"));
            Say($"  highest {name} by quarter of the run, MB: {string.Join(", ", quarters)}");
        }

        if (windowed + late + copies != lines)
        {
            throw new InvalidOperationException("Readings are not accounted for.");
        }
    }

    private int Cycles() => Directory.Exists(_published) ? Directory.EnumerateFiles(_published, "analysis_*.nc").Count() : 0;

    private double LogMegabytes() => new DirectoryInfo(folder).EnumerateFiles("log.db*").Sum(file => file.Length) / 1e6;

    private void Say(FormattableString line)
    {
        output.WriteLine(Invariant(line));
        output.Flush();
    }

    private static double Elapsed(long start) => TimeProvider.System.GetElapsedTime(start).TotalSeconds;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the run looked like at one moment.</summary>
    private readonly record struct LoadSample(double Seconds, int Cycles, double MemoryMegabytes, double LogMegabytes);

    [GeneratedRegex(@"late: (?<late>[\d,]+); copies dropped: (?<copies>[\d,]+)")]
    private static partial Regex LateLine();
}
