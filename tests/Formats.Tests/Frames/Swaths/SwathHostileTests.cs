using PureHDF;
using Slams.Core.Observations;
using Slams.Formats.Frames;

namespace Slams.Formats.Tests.Frames.Swaths;

/// <summary>Swaths that lack something, contradict themselves, are damaged or ask for too much: dead letters, or frames, that say why.</summary>
public sealed class SwathHostileTests
{
    private static readonly SwathSample Sample = new() { Lines = 60, Pixels = 50 };

    public static TheoryData<string, string> Refusals => new()
    {
        { "latitude of other lengths", "Variable 'lat' [50 x 60] does not lie on the lines and pixels of 'olr' [60 x 50]." },
        { "longitude with corners", "Variable 'lon' [60 x 50 x 4] does not lie on" },
        { "no longitude", "The file has no two-dimensional longitude." },
        { "longitude of one dimension", "The file has no two-dimensional longitude." },
        { "time of other length", "Variable 'time' [61] does not lie on" },
        { "no time", "The file has no time in CF units." },
        { "no time at all valid", "The file has no time that can be read." },
        { "time of no calendar", "Calendar '360_day'" },
        { "days of times", "more than 96 different half-hours" },
        { "one line", "Variable 'olr' [1 x 50] is no swath of at least two lines of two pixels." },
        { "three times", "Variable 'olr' [3 x 60 x 50] is no swath" },
        { "list", "is a list of footprints" },
        { "units", "in 'K', not in W m-2" },
        { "twice", "2 variables of standard_name toa_outgoing_longwave_flux" },
        { "flags of other lengths", "Variable 'flags' [60] does not lie on" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refused_with_a_reason(string what, string reason)
    {
        var letter = Assert.Single(await FrameReading.ReadAsync(Sample.Hdf5(20, 50, file => Change(file, what)))).Unreadable!;

        Assert.Contains(reason, letter.Reason, StringComparison.Ordinal);
        Assert.Equal(("test.nc", 0L), (letter.Source, letter.Record));
    }

    [Theory]
    [InlineData("no coordinate")]
    [InlineData("latitudes beyond the poles")]
    [InlineData("longitudes beyond all conventions")]
    [InlineData("one place for all")]
    [InlineData("places far apart")]
    [InlineData("fill everywhere")]
    [InlineData("infinite")]
    public async Task Nothing_that_can_be_placed_is_a_frame_that_says_so(string what)
    {
        var frame = Assert.Single(await FrameReading.ReadAsync(Sample.Hdf5(20, 50, file => Change(file, what)))).Frame!;

        Assert.Equal((QualityFlag.Missing, "No pixel of the swath is valid and has a place."), (frame.Flag, frame.FlagReason));
        Assert.All(frame.SampleCount, count => Assert.Equal(0, count));
        Assert.All(frame.ValidFraction, fraction => Assert.Equal(0, fraction));
    }

    [Fact]
    public async Task Pixels_without_a_place_cost_no_others()
    {
        // A pixel, and those of a whole line.
        var frame = Assert.Single(await FrameReading.ReadAsync(Sample.Hdf5(20, 50, file => file["lat"] = Values(60, 50, (line, pixel) =>
            line == 7 || (line, pixel) == (30, 30) ? float.NaN : (float)Sample.At(line, pixel).Latitude, "latitude")))).Frame!;

        Assert.Equal((60 * 50) - 51, frame.SampleCount.Sum());
    }

    [Fact]
    public async Task More_pixels_than_are_read_are_refused_before_any_is_read()
    {
        var files = new FrameFiles(FrameReading.Grid, new FrameReadOptions { MaximumPixels = 2999 });

        var item = Assert.Single(await files.ReadAsync(new MemoryStream(Sample.Classic()), "test.nc", TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));

        Assert.Contains("'olr' has 60 lines of 50 pixels; at most 2999 are read", item.Unreadable!.Reason, StringComparison.Ordinal);
    }

    /// <summary>A short fuzz: whatever the bytes, there is an item and no exception.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_and_damaged_files_give_items(bool classic)
    {
        var small = Sample with { Lines = 12, Pixels = 8 };
        var bytes = classic ? small.Classic() : small.Hdf5(5, 8);
        var random = new Random(17);
        for (var i = 0; i < 60; i++)
        {
            Assert.NotNull(Assert.Single(await FrameReading.ReadAsync(bytes[..random.Next(bytes.Length - 1)])).Unreadable);
            var damaged = (byte[])bytes.Clone();
            for (var flips = 0; flips < 8; flips++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Assert.InRange((await FrameReading.ReadAsync(damaged)).Count, 1, 96);
        }
    }

    private static void Change(H5File file, string what)
    {
        var flux = ((H5Dataset)file["olr"]).Attributes;
        switch (what)
        {
            case "latitude of other lengths": file["lat"] = Values(50, 60, (_, _) => 0, "latitude"); break;
            case "longitude with corners": file["lon"] = new H5Dataset(new float[60, 50, 4]) { Attributes = { ["standard_name"] = "longitude" } }; break;
            case "no longitude": file.Remove("lon"); break;
            case "longitude of one dimension": file["lon"] = new H5Dataset(new float[50]) { Attributes = { ["standard_name"] = "longitude" } }; break;
            case "time of other length": file["time"] = Times(Enumerable.Range(0, 61).Select(line => (double)line)); break;
            case "no time": file.Remove("time"); break;
            case "no time at all valid": file["time"] = Times(Enumerable.Repeat(double.NaN, 60)); break;
            case "time of no calendar": ((H5Dataset)file["time"]).Attributes["calendar"] = "360_day"; break;
            case "days of times":
                file["time"] = new H5Dataset(Square(60, 50, (line, pixel) => ((line * 50) + pixel) * 1800.0)) { Attributes = { ["units"] = "seconds since 2020-03-01" } };
                break;
            case "one line": file["olr"] = new H5Dataset(new short[1, 50]) { Attributes = flux }; break;
            case "three times": file["olr"] = new H5Dataset(new short[3, 60, 50]) { Attributes = flux }; break;
            case "list":
                file["olr"] = new H5Dataset(new short[60]) { Attributes = flux };
                file["lat"] = new H5Dataset(new float[60]) { Attributes = { ["standard_name"] = "latitude" } };
                file["lon"] = new H5Dataset(new float[60]) { Attributes = { ["standard_name"] = "longitude" } };
                break;
            case "units": flux["units"] = "K"; break;
            case "twice": file["copy"] = new H5Dataset(new short[60, 50]) { Attributes = flux }; break;
            case "flags of other lengths":
                flux["ancillary_variables"] = "flags";
                file["flags"] = new H5Dataset(new sbyte[60])
                {
                    Attributes = { ["standard_name"] = "toa_outgoing_longwave_flux status_flag", ["flag_values"] = new sbyte[] { 0, 1 }, ["flag_meanings"] = "good bad" },
                };
                break;
            case "no coordinate": file["lat"] = Values(60, 50, (_, _) => float.NaN, "latitude"); break;
            case "latitudes beyond the poles": file["lat"] = Values(60, 50, (line, pixel) => 90.1f + line, "latitude"); break;
            case "longitudes beyond all conventions": file["lon"] = Values(60, 50, (line, pixel) => 1e30f * pixel + 721, "longitude"); break;
            case "one place for all":
                file["lat"] = Values(60, 50, (_, _) => 10, "latitude");
                file["lon"] = Values(60, 50, (_, _) => 10, "longitude");
                break;
            case "places far apart": file["lat"] = Values(60, 50, (line, pixel) => (line + pixel) % 2 == 0 ? -60 : 60, "latitude"); break;
            case "fill everywhere": file["olr"] = new H5Dataset(Square(60, 50, (_, _) => short.MinValue)) { Attributes = flux }; break;
            case "infinite": file["olr"] = new H5Dataset(Square(60, 50, (_, pixel) => pixel % 2 == 0 ? float.PositiveInfinity : float.NaN)) { Attributes = { ["standard_name"] = "toa_outgoing_longwave_flux", ["units"] = "W m-2" } }; break;
            default: break;
        }
    }

    private static H5Dataset Times(IEnumerable<double> values) => new(values.ToArray()) { Attributes = { ["units"] = "seconds since 2020-03-01" } };

    private static H5Dataset Values(int lines, int pixels, Func<int, int, float> value, string standardName) =>
        new(Square(lines, pixels, value)) { Attributes = { ["standard_name"] = standardName } };

    private static T[,] Square<T>(int lines, int pixels, Func<int, int, T> value)
    {
        var square = new T[lines, pixels];
        for (var line = 0; line < lines; line++)
        {
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                square[line, pixel] = value(line, pixel);
            }
        }

        return square;
    }
}
