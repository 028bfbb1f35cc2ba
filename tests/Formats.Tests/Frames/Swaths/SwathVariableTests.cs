using PureHDF;
using Slams.Core.Observations;
using Slams.Formats.NetCdf;
using static Slams.Formats.NetCdf.NetCdfAttribute;

namespace Slams.Formats.Tests.Frames.Swaths;

/// <summary>Which variables of a swath are read, and what their attributes do.</summary>
public sealed class SwathVariableTests
{
    private static readonly SwathSample Small = new() { Lines = 60, Pixels = 50 };
    private static readonly string[] Pixels = ["line", "pixel"];

    [Fact]
    public async Task The_coordinates_that_the_flux_names_are_its_own()
    {
        var sample = Small with
        {
            Attributes = [OfText("coordinates", "lon lat")],
            More = writer => writer
                .AddVariable("other_lat", Pixels, NetCdfData.Of(new float[3000]), OfText("standard_name", "latitude"))
                .AddVariable("other_lon", Pixels, NetCdfData.Of(new float[3000]), OfText("standard_name", "longitude")),
        };

        Assert.Equal((await FrameAsync(Small)).Values, (await FrameAsync(sample)).Values);
        var letter = Assert.Single(await FrameReading.ReadAsync((sample with { Attributes = [] }).Classic())).Unreadable!;
        Assert.Contains("2 variables of latitude for 'olr'", letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_track_of_the_satellite_is_no_axis_of_a_grid()
    {
        var sample = Small with
        {
            More = writer => writer
                .AddVariable("track_lat", ["line"], NetCdfData.Of(new float[60]), OfText("units", "degrees_north"))
                .AddVariable("track_lon", ["line"], NetCdfData.Of(new float[60]), OfText("units", "degrees_east")),
        };

        Assert.Equal((await FrameAsync(Small)).Values, (await FrameAsync(sample)).Values);
    }

    [Fact]
    public async Task A_grid_that_has_the_place_of_each_cell_too_is_read_by_its_axes()
    {
        double[] rows = [-60, 0, 60], columns = [0, 90, 180, 270];
        var writer = new NetCdfWriter().AddDimension("y", 3).AddDimension("x", 4)
            .AddVariable("y", ["y"], NetCdfData.Of(rows), OfText("units", "degrees_north"))
            .AddVariable("x", ["x"], NetCdfData.Of(columns), OfText("units", "degrees_east"))
            .AddVariable("lat2", ["y", "x"], NetCdfData.Of(new float[12]), OfText("standard_name", "latitude"))
            .AddVariable("lon2", ["y", "x"], NetCdfData.Of(new float[12]), OfText("standard_name", "longitude"))
            .AddVariable("time", [], NetCdfData.Of(new[] { 0.0 }), OfText("units", "days since 1987-01-11"))
            .AddVariable("olr", ["y", "x"], NetCdfData.Of(Enumerable.Repeat(240f, 12).ToArray()), OfText("standard_name", "toa_outgoing_longwave_flux"), OfText("units", "W m-2"));

        var frame = Assert.Single(await FrameReading.ReadAsync(NetCdf.NetCdfRoundTripTests.Bytes(writer))).Frame!;

        Assert.All(frame.Values, value => Assert.Equal(240, value, 1e-4f));
    }

    [Fact]
    public async Task Bounds_of_the_axes_of_a_square_grid_without_names_of_dimensions_make_no_swath_of_it()
    {
        static H5Dataset Axis(double start, double step, string units) =>
            new(Enumerable.Range(0, 36).Select(i => start + (i * step)).ToArray()) { Attributes = { ["units"] = units } };
        using var scratch = new Support.ScratchFolder();
        new H5File
        {
            ["lat"] = Axis(-87.5, 5, "degrees_north"),
            ["lon"] = Axis(0, 10, "degrees_east"),
            ["lat_bounds"] = new H5Dataset(new float[36, 2]) { Attributes = { ["units"] = "degrees_north" } },
            ["lon_bounds"] = new H5Dataset(new float[36, 2]) { Attributes = { ["units"] = "degrees_east" } },
            ["time"] = new H5Dataset(new[] { 0 }) { Attributes = { ["units"] = "days since 1987-01-11" } },
            ["olr"] = new H5Dataset(new float[36, 36]) { Attributes = { ["standard_name"] = "toa_outgoing_longwave_flux", ["units"] = "W m-2" } },
        }.Write(scratch["square.nc"]);

        var frame = Assert.Single(await FrameReading.ReadAsync(scratch["square.nc"])).Frame!;

        Assert.All(frame.ValidFraction, fraction => Assert.Equal(1, fraction, 1e-5f));
    }

    [Fact]
    public async Task Range_and_missing_value_are_in_packed_units_and_coordinates_may_be_packed()
    {
        var packed = Small.Each((line, pixel) => (short)(pixel == 0 ? 7 : pixel == 1 ? -20000 : pixel == 2 ? 20000 : 1000));
        byte[] Bytes(bool scaled) => NetCdf.NetCdfRoundTripTests.Bytes(new NetCdfWriter().AddDimension("line", 60).AddDimension("pixel", 50)
            .AddVariable("a", Pixels, scaled ? NetCdfData.Of(Small.Each((line, pixel) => (short)Math.Round(Small.At(line, pixel).Latitude * 100)))
                : NetCdfData.Of(Small.Each((line, pixel) => Math.Round(Small.At(line, pixel).Latitude * 100) / 100)), [OfText("units", "degrees_north"), .. Scale(scaled)])
            .AddVariable("b", Pixels, scaled ? NetCdfData.Of(Small.Each((line, pixel) => (short)Math.Round(Small.At(line, pixel).Longitude * 100)))
                : NetCdfData.Of(Small.Each((line, pixel) => Math.Round(Small.At(line, pixel).Longitude * 100) / 100)), [OfText("units", "degrees_east"), .. Scale(scaled)])
            .AddVariable("t", ["line"], NetCdfData.Of(Enumerable.Range(10, 60).ToArray()), OfText("units", "seconds since 2020-03-01"), OfNumbers("scale_factor", NetCdfType.Double, 2))
            .AddVariable("f", Pixels, NetCdfData.Of(packed), OfText("standard_name", "toa_outgoing_longwave_flux"), OfText("units", "W/m2"), OfNumbers("scale_factor", NetCdfType.Double, 0.2),
                OfNumbers("add_offset", NetCdfType.Double, 50), OfNumbers("missing_value", NetCdfType.Short, 7), OfNumbers("valid_range", NetCdfType.Short, -10000, 10000)));
        static NetCdfAttribute[] Scale(bool scaled) => scaled ? [OfNumbers("scale_factor", NetCdfType.Double, 0.01)] : [];

        var frame = Assert.Single(await FrameReading.ReadAsync(Bytes(scaled: true))).Frame!;

        Assert.Equal(47 * 60, frame.SampleCount.Sum());
        Assert.All(frame.Values.Where(value => !float.IsNaN(value)), value => Assert.Equal(250, value, 1e-4f));
        Assert.Equal(SwathSample.Epoch.AddSeconds(79), frame.Time);
        Assert.Equal("test", frame.Platform);
        Assert.Equal(Assert.Single(await FrameReading.ReadAsync(Bytes(scaled: false))).Frame!.SampleCount, frame.SampleCount);
    }

    [Fact]
    public async Task Flags_that_say_what_is_good_are_honoured()
    {
        var sample = Small with
        {
            Attributes = [OfText("ancillary_variables", "noise olr_quality")],
            More = writer => writer
                .AddVariable("noise", Pixels, NetCdfData.Of(new float[3000]), OfText("standard_name", "toa_outgoing_longwave_flux standard_error"))
                .AddVariable("olr_quality", Pixels, NetCdfData.Of(Small.Each((line, pixel) => (short)(pixel % 3))), OfText("standard_name", "toa_outgoing_longwave_flux status_flag"),
                    OfNumbers("flag_values", NetCdfType.Short, 0, 1, 2), OfText("flag_meanings", "bad good doubtful")),
        };

        var frame = await FrameAsync(sample);

        Assert.Equal(60 * 17, frame.SampleCount.Sum());
        Assert.Equal(60 * 50, (await FrameAsync(sample with { Attributes = [] })).SampleCount.Sum());
    }

    [Theory]
    [InlineData("cloud_area_fraction", "1", 0.25f)]
    [InlineData("cloud_area_fraction", "%", 25f)]
    [InlineData("cloud_binary_mask", "1", 1f)]
    public async Task The_clear_share_of_what_was_seen_is_carried(string standardName, string units, float western)
    {
        // Cloudy in the western half, clear in the eastern; not known in the northern.
        var sample = Small with
        {
            Track = (-5, 40, 0),
            Lines = 80,
            More = writer => writer.AddVariable("cloud", Pixels, NetCdfData.Of((Small with { Lines = 80 }).Each((line, pixel) => line >= 40 ? -9f : pixel < 25 ? western : 0)),
                OfText("standard_name", standardName), OfText("units", units), OfNumbers("_FillValue", NetCdfType.Float, -9)),
        };

        var clear = (await FrameAsync(sample)).ClearFraction!;

        var cloudy = standardName == "cloud_binary_mask" ? 1 : 0.25f;
        Assert.Equal(1 - (cloudy / 2), clear[FrameReading.Grid.NearestCell(0, 40)], 0.02f);
        Assert.Equal(float.NaN, clear[FrameReading.Grid.NearestCell(10, 40)]);
        Assert.Equal(float.NaN, clear[0]);
    }

    private static async Task<SatelliteFrame> FrameAsync(SwathSample sample)
    {
        var item = Assert.Single(await FrameReading.ReadAsync(sample.Classic()));
        return item.Frame ?? throw new InvalidOperationException(item.Unreadable!.Reason);
    }
}
