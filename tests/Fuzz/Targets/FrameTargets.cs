using Slams.Core.Grids;
using Slams.Formats.Frames;
using Slams.Formats.Frames.Gridded;
using Slams.Formats.NetCdf;
using Slams.Fuzz.Support;
using Slams.Streaming.Messages;

namespace Slams.Fuzz.Targets;

/// <summary>
/// Frames of satellites as ingest takes them, whose reader makes dead letters of all exceptions, for the HDF5 library has no others of its own; and beneath that
/// the readers of this project, which have.
/// </summary>
internal static class FrameTargets
{
    // Enough for every seed, and little enough for the memory of a case.
    private static readonly FrameReadOptions Options = new() { MaximumPixels = 1_000_000, MaximumSteps = 1000 };

    private static readonly LatLonGrid Grid = new(
        [.. Enumerable.Range(0, 18).Select(row => -85.0 + (row * 10))], [.. Enumerable.Range(0, 36).Select(column => column * 10.0)]);

    public static IEnumerable<FuzzTarget> Make() =>
    [
        Frames("frames-classic"), Frames("frames-netcdf4"), Frames("frames-abi"), Frames("frames-swath"), Frames("frames-grib"),
        new("netcdf", ReadNetCdf, Refusals.Damaged), new("grib", ReadGrib, exception => Refusals.Damaged(exception)),
    ];

    private static FuzzTarget Frames(string name) => new(
        name,
        bytes => Sequences.ForEach(new FrameFiles(Grid, Options).ReadAsync(new MemoryStream(bytes), "test", CancellationToken.None), item =>
        {
            if (item.Frame is { } frame)
            {
                FrameCodec.FromRecord(Records.Stored(FrameCodec.ToRecord(frame)));
            }
            else
            {
                DeadLetterCodec.ToRecord(item.Unreadable!, FixedClock.Now);
            }
        }),
        Refusals.None);

    private static void ReadNetCdf(byte[] bytes)
    {
        using var file = NetCdfFile.Open(new MemoryStream(bytes));
        foreach (var variable in file.Variables)
        {
            foreach (var attribute in variable.Attributes)
            {
                _ = (variable.Attributes.Text(attribute.Name), variable.Attributes.Number(attribute.Name));
            }

            if (variable.Type == NetCdfType.Char)
            {
                file.ReadStrings(variable);
            }
            else
            {
                file.ReadDoubles(variable);
            }
        }
    }

    private static void ReadGrib(byte[] bytes)
    {
        using var file = new GribGridFile(new MemoryStream(bytes), Options.MaximumPixels);
        for (var step = 0; step < Math.Min(file.Flux.Count, Options.MaximumSteps); step++)
        {
            try
            {
                var (grid, values) = file.Flux.Read(step);
                if (grid.Count != values.Length)
                {
                    throw new InvalidOperationException("There is not a value for each point.");
                }
            }
            catch (Exception exception) when (Refusals.Damaged(exception))
            {
                // A step that cannot be read costs no other.
            }
        }

        if (file.Flux.FirstGrid.Reduced is null)
        {
            _ = file.Variables.Skip(1).Select(axis => axis.ReadAll()).ToArray();
        }
    }
}
