using Slams.Core.Grids;
using Slams.Formats.Frames;
using Slams.Formats.Soundings;
using Slams.Formats.Stations;

namespace Slams.Benchmarks.FormatRates;

/// <summary>The readers of the product, on content in memory where they take that.</summary>
internal static class ProductReaders
{
    /// <summary>The grid of the bundled model's size onto which frames are brought.</summary>
    private static readonly LatLonGrid Grid = new(
        [.. Enumerable.Range(0, 48).Select(row => -87.22 + (row * 3.711))], [.. Enumerable.Range(0, 96).Select(column => column * 3.75)]);

    private static readonly StationFormats Formats = new(new StationReadOptions
    {
        ReferenceTime = new(2020, 10, 1, 12, 0, 0, TimeSpan.Zero),
        Positions = Enumerable.Range(0, 400).DistinctBy(StationTexts.Icao)
            .ToDictionary(StationTexts.Icao, i => new StationPosition(41 + (i * 0.01), -87.9, 200)),
    });

    /// <summary>Reads station reports.</summary>
    /// <param name="content">The content, decompressed.</param>
    /// <param name="source">Its name, of which some formats take the station.</param>
    public static async Task<Counts> StationsAsync(byte[] content, string source)
    {
        var (readings, unreadable) = (0L, 0L);
        await foreach (var item in Formats.ReadAsync(new MemoryStream(content), source, CancellationToken.None))
        {
            _ = item.Reading is null ? unreadable++ : readings++;
        }

        return new Counts(readings, unreadable);
    }

    /// <summary>Reads a file of soundings; counts levels.</summary>
    public static async Task<Counts> SoundingsAsync(string path)
    {
        var (levels, unreadable) = (0L, 0L);
        await foreach (var item in new SoundingFormats().ReadFileAsync(path, CancellationToken.None))
        {
            levels += item.Sounding?.Levels.Count ?? 0;
            unreadable += item.Sounding is null ? 1 : 0;
        }

        return new Counts(levels, unreadable);
    }

    /// <summary>Reads frames of one number of pixels onto the model grid, as ingest does: the weights of the grid are kept from one to the next.</summary>
    public static Func<Task<Counts>> Frames(byte[] content, long pixels)
    {
        var files = new FrameFiles(Grid, new FrameReadOptions());
        return async () =>
        {
            var (frames, unreadable) = (0L, 0L);
            await foreach (var item in files.ReadAsync(new MemoryStream(content), "frame.nc", CancellationToken.None))
            {
                _ = item.Frame is null ? unreadable++ : frames++;
            }

            return new Counts(frames * pixels, unreadable);
        };
    }
}
