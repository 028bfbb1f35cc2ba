using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames;

namespace Slams.Formats.Tests.Frames;

internal static class FrameReading
{
    public static readonly LatLonGrid Grid = new(
        [.. Enumerable.Range(0, 18).Select(row => -85.0 + (row * 10))], [.. Enumerable.Range(0, 36).Select(column => column * 10.0)]);

    public static Task<List<FrameItem>> ReadAsync(string path, LatLonGrid? grid = null) =>
        ListAsync(new FrameFiles(grid ?? Grid, new FrameReadOptions()).ReadFileAsync(path, CancellationToken.None));

    public static Task<List<FrameItem>> ReadAsync(byte[] bytes) =>
        ListAsync(new FrameFiles(Grid, new FrameReadOptions()).ReadAsync(new MemoryStream(bytes), "test.nc", CancellationToken.None));

    /// <summary>The frames of a file that holds nothing else.</summary>
    public static async Task<List<SatelliteFrame>> FramesAsync(Stream stream) =>
        [.. (await ListAsync(new FrameFiles(Grid, new FrameReadOptions()).ReadAsync(stream, "test.nc", CancellationToken.None)))
            .Select(item => item.Frame ?? throw new InvalidOperationException(item.Unreadable!.Reason))];

    private static async Task<List<FrameItem>> ListAsync(IAsyncEnumerable<FrameItem> items)
    {
        var list = new List<FrameItem>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
