using PureHDF;
using PureHDF.Filters;
using Slams.Formats.NatureRun;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Frames;

public sealed class NetCdf4FrameTests
{
    private static readonly H5WriteOptions Options = new(Filters: [ShuffleFilter.Id, DeflateFilter.Id]);

    /// <summary>A netCDF-4-like file as other tools write it: chunked, shuffled and deflated.</summary>
    private static H5File Sample(short[,,] packed)
    {
        static H5Dataset Axis(double start, double step, int count, string units) =>
            new(Enumerable.Range(0, count).Select(i => start + (i * step)).ToArray()) { Attributes = { ["units"] = units } };
        return new H5File
        {
            Attributes = { ["platform"] = "LEO-2" },
            ["latitude"] = Axis(89, -2, 90, "degrees_north"),
            ["longitude"] = Axis(-179, 2, 180, "degrees_east"),
            ["time"] = new H5Dataset(new[] { 0, 30 }) { Attributes = { ["units"] = "minutes since 2000-02-29 23:30:00 +00:00" } },
            ["rlut"] = new H5Dataset(packed, chunks: [1, 30, 60])
            {
                Attributes =
                {
                    ["standard_name"] = "toa_outgoing_longwave_flux", ["units"] = "W m-2", ["_FillValue"] = (short)-999,
                    ["scale_factor"] = 0.5f, ["add_offset"] = 250f,
                },
            },
        };
    }

    [Fact]
    public async Task ChunkedAndDeflated()
    {
        var packed = new short[2, 90, 180];
        for (var row = 0; row < 90; row++)
        {
            for (var column = 0; column < 180; column++)
            {
                packed[0, row, column] = (short)(row < 45 ? 20 : -20);
                packed[1, row, column] = (short)(column < 90 ? -999 : 4);
            }
        }

        using var scratch = new ScratchFolder();
        Sample(packed).Write(scratch["frame.nc"], Options);
        var items = await FrameReading.ReadAsync(scratch["frame.nc"]);
        Assert.All(items, item => Assert.Null(item.Unreadable));
        Assert.Equal(2, items.Count);
        var first = items[0].Frame!;
        Assert.Equal(("LEO-2", new DateTimeOffset(2000, 2, 29, 23, 30, 0, TimeSpan.Zero)), (first.Platform, first.Time));
        Assert.Equal((240f, 260f), (first.Values[0], first.Values[^1]));
        var second = items[1].Frame!;
        Assert.Equal(new DateTimeOffset(2000, 3, 1, 0, 0, 0, TimeSpan.Zero), second.Time);
        Assert.Equal((252f, 1f), (second.Values[1], second.ValidFraction[1]));
        Assert.Equal((0f, 0), (second.ValidFraction[20], second.SampleCount[20]));
    }

    [Fact]
    public async Task CutAndDamagedFilesGiveDeadLetters()
    {
        using var scratch = new ScratchFolder();
        Sample(new short[2, 90, 180]).Write(scratch["frame.nc"], Options);
        var bytes = File.ReadAllBytes(scratch["frame.nc"]);
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var cut = await FrameReading.ReadAsync(bytes[..random.Next(bytes.Length)]);
            Assert.Contains(cut, item => item.Unreadable is not null);
            var flipped = (byte[])bytes.Clone();
            for (var flips = 0; flips < 20; flips++)
            {
                flipped[random.Next(flipped.Length)] = (byte)random.Next(256);
            }

            Assert.InRange((await FrameReading.ReadAsync(flipped)).Count, 1, 1000);
        }
    }

    [Fact]
    public async Task TheNatureRunItself()
    {
        var path = SharedFiles.Path("nature-run", "validation_1987.nc");
        using var truth = NatureRunFile.Open(path);
        var items = await FrameReading.ReadAsync(path, truth.Grid.Horizontal);
        Assert.Equal(320, items.Count);
        Assert.All(items, item => Assert.Null(item.Unreadable));
        Assert.Equal(truth.Times, items.Select(item => item.Frame!.Time));
        var expected = truth.Read("olr", 200, 1);
        for (var cell = 0; cell < expected.Length; cell++)
        {
            Assert.Equal(expected[cell], items[200].Frame!.Values[cell], 1e-3);
        }
    }

    [Fact]
    public async Task OtherQuantitiesAreRefused()
    {
        var item = Assert.Single(await FrameReading.ReadAsync(SharedFiles.Path("real", "gridded", "nc4uvt.nc")));
        Assert.Contains("no variable of standard_name toa_outgoing_longwave_flux", item.Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilesWithoutAnyFieldAreRefused()
    {
        var item = Assert.Single(await FrameReading.ReadAsync(SharedFiles.Path("nature-run", "static.nc")));
        Assert.NotNull(item.Unreadable);
    }
}
