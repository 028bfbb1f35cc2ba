using Microsoft.Extensions.Logging.Abstractions;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Diffusion.Analysts;
using Slams.Formats.Frames;
using Slams.Formats.Models;
using Slams.Formats.Stations;

namespace Slams.Benchmarks;

/// <summary>Seconds per stage of a cycle, in this process, without log and files.</summary>
internal static class StageBenchmark
{
    private const int Cycles = 9, Members = 16;

    public static async Task RunAsync(TextWriter output)
    {
        var climatology = ModelClimatologyFile.Read(Path.Combine(Samples.Model, ModelClimatologyFile.FileName));
        using var analyst = LatentAnalyst.Load(Samples.Model, new AnalystOptions(), NullLogger.Instance, TimeProvider.System);
        var history = new List<CycleState>();
        var stages = new Dictionary<string, double>(StringComparer.Ordinal);
        var measured = 0;
        foreach (var observations in await WindowsAsync(climatology))
        {
            var result = analyst.Analyse(observations, history, new AnalysisRequest(Members, 1, KeepMembers: false), CancellationToken.None);
            history.Add(result.State);
            history.RemoveRange(0, Math.Max(0, history.Count - analyst.HistoryCycles));
            // The first cycle carries the start of the networks.
            if (++measured > 1)
            {
                foreach (var (stage, seconds) in result.StageSeconds)
                {
                    stages[stage] = stages.GetValueOrDefault(stage) + (seconds / (Cycles - 1));
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"stages: mean of {measured - 1} cycles, {Members} members, {analyst.ExecutionProvider}"));
        foreach (var (stage, seconds) in stages)
        {
            output.WriteLine(FormattableString.Invariant($"  {stage,-10} {seconds,7:0.000} s"));
        }

        output.WriteLine(FormattableString.Invariant($"  {"together",-10} {stages.Values.Sum(),7:0.000} s"));
    }

    private static async Task<List<CycleObservations>> WindowsAsync(ModelClimatology climatology)
    {
        var schedule = CycleSchedule.SixHourly;
        var readings = new List<StationReading>();
        var formats = new StationFormats(new StationReadOptions());
        var quality = new ReadingQualityControl(new QualityControlOptions(), TimeProvider.System, climatology.SurfaceTemperature);
        foreach (var file in Directory.EnumerateFiles(Samples.Stations).Order(StringComparer.Ordinal))
        {
            await foreach (var item in formats.ReadFileAsync(file, CancellationToken.None))
            {
                if (item.Reading is { } reading)
                {
                    readings.Add(quality.Apply(reading));
                }
            }
        }

        var frames = await FramesAsync(climatology.Grid.Horizontal);
        return [.. readings
            .Where(reading => reading.Time is not null)
            .GroupBy(reading => schedule.CycleAt(reading.Time!.Value))
            .OrderBy(group => group.Key.Index)
            .Take(Cycles)
            .Select(group => new CycleObservations(
                group.Key, [.. group.OrderBy(r => r.StationId, StringComparer.Ordinal).ThenBy(r => r.Time)],
                [.. frames.Where(frame => group.Key.Contains(frame.Time))]))];
    }

    private static async Task<List<SatelliteFrame>> FramesAsync(LatLonGrid grid)
    {
        var files = new FrameFiles(grid, new FrameReadOptions());
        var frames = new List<SatelliteFrame>();
        foreach (var file in Directory.EnumerateFiles(Samples.Frames).Order(StringComparer.Ordinal))
        {
            await foreach (var item in files.ReadFileAsync(file, CancellationToken.None))
            {
                if (item.Frame is { } frame)
                {
                    frames.Add(frame);
                }
            }
        }

        return frames;
    }
}
