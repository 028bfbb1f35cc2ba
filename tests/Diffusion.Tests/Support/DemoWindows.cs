using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Frames;
using Slams.Formats.Models;
using Slams.Formats.Stations;

namespace Slams.Diffusion.Tests.Support;

/// <summary>The first windows of the bundled sample, judged as at ingest.</summary>
internal static class DemoWindows
{
    public static async Task<IReadOnlyList<CycleObservations>> ReadAsync(ModelClimatology climatology, string sample, int cycles)
    {
        var schedule = CycleSchedule.SixHourly;
        var readings = await ReadingsAsync(climatology, Path.Combine(sample, "stations"));
        var frames = await FramesAsync(climatology.Grid.Horizontal, Path.Combine(sample, "frames"));
        return [.. readings
            .Where(reading => reading.Time is not null)
            .GroupBy(reading => schedule.CycleAt(reading.Time!.Value))
            .OrderBy(group => group.Key.Index)
            .Take(cycles)
            .Select(group => new CycleObservations(
                group.Key, [.. group.OrderBy(r => r.StationId, StringComparer.Ordinal).ThenBy(r => r.Time)],
                [.. frames.Where(frame => group.Key.Contains(frame.Time))]))];
    }

    private static async Task<List<StationReading>> ReadingsAsync(ModelClimatology climatology, string folder)
    {
        var quality = new ReadingQualityControl(new QualityControlOptions(), TimeProvider.System, climatology.SurfaceTemperature);
        var formats = new StationFormats(new StationReadOptions());
        var readings = new List<StationReading>();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Take(2))
        {
            await foreach (var item in formats.ReadFileAsync(file, CancellationToken.None))
            {
                if (item.Reading is { } reading)
                {
                    readings.Add(quality.Apply(reading));
                }
            }
        }

        return readings;
    }

    private static async Task<List<SatelliteFrame>> FramesAsync(LatLonGrid grid, string folder)
    {
        var files = new FrameFiles(grid, new FrameReadOptions());
        var frames = new List<SatelliteFrame>();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Take(8))
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
