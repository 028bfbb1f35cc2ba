using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Frames;
using Slams.Formats.Models;
using Slams.Formats.Stations;

namespace Slams.Benchmarks;

/// <summary>The observations of the bundled sample, cycle by cycle.</summary>
internal static class DemoWindows
{
    /// <summary>Reads the first cycles, judged by quality control as ingest does.</summary>
    public static async Task<IReadOnlyList<CycleObservations>> ReadAsync(ModelClimatology climatology, int cycles)
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
            .Take(cycles)
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
