using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames;

namespace Slams.Formats.Tests.Frames.Swaths;

/// <summary>Where the pixels of a swath go, what area they cover and what their cells say.</summary>
public sealed class SwathFrameTests
{
    private static readonly LatLonGrid Grid = FrameReading.Grid;

    [Fact]
    public async Task A_pass_is_one_frame_of_its_cells()
    {
        var item = Assert.Single(await FrameReading.ReadAsync(new SwathSample().Classic()));
        var frame = item.Frame!;

        Assert.Equal(("LEO-4", FrameQuantity.OutgoingLongwaveFlux, FrameFiles.CfNetCdf), (frame.Platform, frame.Quantity, item.Format));
        Assert.Equal(SwathSample.Epoch.AddSeconds(600 + (159 / 2.0)), frame.Time);
        Assert.Equal((QualityFlag.Assimilated, "", "test.nc[0]"), (frame.Flag, frame.FlagReason, frame.Source));
        Assert.Equal((null, null), (frame.RetrievalError, frame.ClearFraction));
        // 40 pixels of a cell of 10 degrees each way, at the equator.
        Assert.InRange(frame.SampleCount[Grid.NearestCell(5, 40)], 1560, 1640);
        Assert.Equal(1, frame.ValidFraction[Grid.NearestCell(5, 40)], 0.01f);
    }

    public static TheoryData<string> Tracks => ["equator", "over the north pole", "over the south pole, descending", "along the date line", "across the date line", "aslant"];

    private static SwathSample On(string track) => track switch
    {
        "over the north pole" => new SwathSample { Track = (70, -100, 0) },
        "over the south pole, descending" => new SwathSample { Track = (-70, 170, 180) },
        "along the date line" => new SwathSample { Track = (-20, 180, 0) },
        "across the date line" => new SwathSample { Track = (10, 160, 80) },
        "aslant" => new SwathSample { Track = (40, -30, 205) },
        _ => new SwathSample { Track = (-20, 0, 0) },
    };

    [Theory]
    [MemberData(nameof(Tracks))]
    public async Task Cells_have_the_mean_of_the_field_and_the_share_that_was_covered(string track)
    {
        var sample = On(track);
        var frame = await FrameAsync(sample);

        var area = Enumerable.Range(0, sample.Pixels).Sum(pixel => sample.AreaOf(pixel)) * sample.Lines;
        Assert.Equal(sample.Lines * sample.Pixels, frame.SampleCount.Sum());
        Assert.Equal(area, Enumerable.Range(0, Grid.CellCount).Sum(cell => frame.ValidFraction[cell] * CellArea(cell)), area * 0.01);
        var covered = Enumerable.Range(0, Grid.CellCount).Where(cell => IsInside(sample, cell)).ToArray();
        Assert.InRange(covered.Length, 2, 100);
        foreach (var cell in covered)
        {
            var (mean, spread) = OfField(sample, cell);
            // Pixels at the edge of a cell are in it whole or not at all; at the poles cells have about a hundred.
            Assert.Equal(1, frame.ValidFraction[cell], 0.6f / MathF.Sqrt(frame.SampleCount[cell]));
            Assert.Equal(mean, frame.Values[cell], 0.15);
            Assert.Equal(spread, frame.Spread![cell], 0.15);
        }
    }

    [Theory]
    [InlineData("along the date line")]
    [InlineData("over the north pole")]
    public async Task Any_convention_of_longitudes_gives_the_same(string track)
    {
        var sample = On(track);
        var expected = await FrameAsync(sample);
        foreach (var convention in new Func<double, double>[] { longitude => longitude < 0 ? longitude + 360 : longitude, longitude => longitude < 0 ? longitude : longitude - 360 })
        {
            var frame = await FrameAsync(sample with { Convention = convention });
            // In single precision a pixel at the very edge of a cell may be on its other side.
            Assert.Equal(0, frame.SampleCount.Zip(expected.SampleCount, (one, other) => Math.Abs(one - other)).Max(), 3.0);
            Assert.All(frame.ValidFraction.Zip(expected.ValidFraction), pair => Assert.Equal(pair.First, pair.Second, 0.004f));
        }
    }

    [Fact]
    public async Task Lines_from_north_to_south_give_what_those_from_south_to_north_give()
    {
        var sample = new SwathSample { TimeDimensions = [] };
        var (up, down) = (await FrameAsync(sample), await FrameAsync(sample with { LineOf = line => sample.Lines - 1 - line }));

        Assert.Equal(up.SampleCount, down.SampleCount);
        Assert.All(up.Values.Zip(down.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        Assert.All(up.ValidFraction.Zip(down.ValidFraction), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public async Task Fill_covers_nothing_and_the_rest_keeps_its_area()
    {
        var whole = await FrameAsync(new SwathSample());
        var half = await FrameAsync(new SwathSample { IsFill = (_, pixel) => pixel % 2 == 0 });

        var cell = Grid.NearestCell(5, 40);
        Assert.Equal(whole.ValidFraction[cell] / 2, half.ValidFraction[cell], 0.02f);
        Assert.Equal(whole.SampleCount[cell] / 2.0, half.SampleCount[cell], 30.0);
        Assert.Equal(whole.Values[cell], half.Values[cell], 0.1f);
    }

    [Fact]
    public async Task Missing_lines_are_not_covered_by_those_beside_them()
    {
        // Twenty lines are not in the file: 5 degrees.
        var frame = await FrameAsync(new SwathSample { Lines = 140, LineOf = line => line < 70 ? line : line + 20 });

        var total = Enumerable.Range(0, Grid.CellCount).Sum(cell => frame.ValidFraction[cell] * CellArea(cell));
        var sample = new SwathSample();
        Assert.Equal(Enumerable.Range(0, sample.Pixels).Sum(pixel => sample.AreaOf(pixel)) * 140, total, total * 0.01);
    }

    [Fact]
    public async Task Blocks_of_lines_and_chunks_make_no_difference()
    {
        // More pixels than are read at once; chunks do not divide them.
        var sample = new SwathSample { Lines = 420, Pixels = 700, Track = (-50, 150, 20) };
        var (classic, chunked) = (await FrameAsync(sample), Assert.Single(await FrameReading.ReadAsync(sample.Hdf5(37, 64))).Frame!);

        Assert.Equal(sample.Lines * sample.Pixels, classic.SampleCount.Sum());
        Assert.Equal(classic.Time, chunked.Time);
        Assert.Equal(classic.SampleCount, chunked.SampleCount);
        Assert.Equal(classic.Values, chunked.Values);
        Assert.Equal(classic.ValidFraction, chunked.ValidFraction);
    }

    [Fact]
    public async Task A_dimension_of_one_time_may_stand_before_the_lines()
    {
        var sample = new SwathSample { Lines = 60, Pixels = 50 };
        var expected = await FrameAsync(sample);
        var item = Assert.Single(await FrameReading.ReadAsync(sample.Hdf5(60, 50, file =>
        {
            var plain = ((PureHDF.H5Dataset)file["olr"]).Attributes;
            var values = new short[1, 60, 50];
            for (var line = 0; line < 60; line++)
            {
                for (var pixel = 0; pixel < 50; pixel++)
                {
                    values[0, line, pixel] = (short)Math.Round((sample.Value(line, pixel) - 250) / 0.01);
                }
            }

            file["olr"] = new PureHDF.H5Dataset(values) { Attributes = plain };
            file["time"] = new PureHDF.H5Dataset(new[] { 600L }) { Attributes = { ["units"] = "seconds since 2020-03-01 00:00:00" } };
        })));

        Assert.Equal(SwathSample.Epoch.AddMinutes(10), item.Frame!.Time);
        Assert.Equal(expected.Values, item.Frame.Values);
    }

    [Fact]
    public async Task Brightness_temperatures_are_passive()
    {
        var frame = await FrameAsync(new SwathSample { StandardName = "toa_brightness_temperature" });

        Assert.Equal((FrameQuantity.BrightnessTemperature, QualityFlag.Passive), (frame.Quantity, frame.Flag));
        Assert.Contains("not assimilated", frame.FlagReason, StringComparison.Ordinal);
    }

    private static async Task<SatelliteFrame> FrameAsync(SwathSample sample)
    {
        var item = Assert.Single(await FrameReading.ReadAsync(sample.Classic()));
        return item.Frame ?? throw new InvalidOperationException(item.Unreadable!.Reason);
    }

    private static double CellArea(int cell)
    {
        var latitude = Grid.LatitudesDegrees[cell / Grid.Columns];
        return (Math.Sin((latitude + 5) * Math.PI / 180) - Math.Sin((latitude - 5) * Math.PI / 180)) * 10 * Math.PI / 180;
    }

    private static IEnumerable<(double Latitude, double Longitude)> Places(int cell, int parts) =>
        from row in Enumerable.Range(0, parts)
        from column in Enumerable.Range(0, parts)
        select (Grid.LatitudesDegrees[cell / Grid.Columns] - 5 + ((row + 0.5) * 10 / parts), Grid.LongitudesDegrees[cell % Grid.Columns] - 5 + ((column + 0.5) * 10 / parts));

    private static bool IsInside(SwathSample sample, int cell) => Places(cell, 3).Concat(Corners(cell)).All(place => sample.Covers(place.Latitude, place.Longitude));

    private static IEnumerable<(double Latitude, double Longitude)> Corners(int cell) =>
        from row in new[] { -5, 0, 5 }
        from column in new[] { -5, 0, 5 }
        select (Grid.LatitudesDegrees[cell / Grid.Columns] + row, Grid.LongitudesDegrees[cell % Grid.Columns] + column);

    private static (double Mean, double Spread) OfField(SwathSample sample, int cell)
    {
        var all = Places(cell, 60).Select(place => (Weight: Math.Cos(place.Latitude * Math.PI / 180), Value: sample.Field(place.Latitude, place.Longitude))).ToArray();
        var weight = all.Sum(one => one.Weight);
        var mean = all.Sum(one => one.Weight * one.Value) / weight;
        return (mean, Math.Sqrt(all.Sum(one => one.Weight * Math.Pow(one.Value - mean, 2)) / weight));
    }
}
