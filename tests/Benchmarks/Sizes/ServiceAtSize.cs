using System.Diagnostics;
using System.Globalization;
using Slams.Core.Cycles;
using Slams.Formats.Frames;
using Slams.Formats.Models;
using Slams.Formats.Stations.Csv;

namespace Slams.Benchmarks.Sizes;

/// <summary>The service itself at a size, from files to published analyses: <c>slams replay</c> with the model of that size, on a SQLite log. Nothing but its options differs from the bundled size.</summary>
internal static class ServiceAtSize
{
    private static readonly DateTimeOffset First = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Replays some cycles; seconds a cycle with the start and the reading of files, and the largest memory of the process.</summary>
    public static async Task<(int Cycles, double SecondsPerCycle, double PeakMegabytes)> RunAsync(string model, SizePoint point, int cycles)
    {
        var folder = Directory.CreateTempSubdirectory("slams-size-service-");
        try
        {
            var (inputs, outputs) = (folder.CreateSubdirectory("in").FullName, folder.CreateSubdirectory("out").FullName);
            Write(inputs, ModelClimatologyFile.Read(Path.Combine(model, ModelClimatologyFile.FileName)), point, cycles);
            var start = TimeProvider.System.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo("dotnet",
            [
                Samples.Service, "replay", "--model", model, "--stations", Path.Combine(inputs, "stations.csv"), "--frames", Path.Combine(inputs, "frames"), "--out", outputs,
                "--members", point.Members.ToString(CultureInfo.InvariantCulture), "--log", "sqlite:" + Path.Combine(folder.FullName, "log.db"),
            ])
            { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName })!;
            var (text, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            var peak = await PeakMemory.FollowAsync(process);
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            var published = Directory.GetFiles(outputs, "analysis_*.nc").Length;
            return process.ExitCode == 0 && published == cycles
                ? (published, seconds / published, peak)
                : throw new InvalidOperationException($"The replay gave {published} of {cycles} cycles:\n{await text}\n{await errors}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(string folder, ModelClimatology climatology, SizePoint point, int cycles)
    {
        var frames = Directory.CreateDirectory(Path.Combine(folder, "frames")).FullName;
        var observations = new SizeObservations(climatology, point.Stations);
        using var stations = new StationCsvWriter(File.Create(Path.Combine(folder, "stations.csv")));
        for (var number = 0; number < cycles; number++)
        {
            var window = observations.Of(CycleSchedule.SixHourly.CycleAt(First.AddHours(6 * number)));
            foreach (var reading in window.Readings)
            {
                stations.Write(reading);
            }

            using var frame = File.Create(Path.Combine(frames, $"olr_{window.Cycle.Key}.nc"));
            var grid = climatology.Grid.Horizontal;
            FrameFileWriter.Write(frame, window.Frames[0].Platform, window.Frames[0].Time, grid.LatitudesDegrees, grid.LongitudesDegrees, window.Frames[0].Values);
        }
    }
}
