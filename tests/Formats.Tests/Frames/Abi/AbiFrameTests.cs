using System.ComponentModel.DataAnnotations;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Satellites;
using Slams.Formats.Frames;
using Slams.Formats.Frames.Abi;

namespace Slams.Formats.Tests.Frames.Abi;

public sealed class AbiFrameTests
{
    // The equator just east of the point below the satellite, 75 W: rows from 5 S to 5 N, columns round multiples of 10 degrees.
    private static readonly LatLonGrid Grid = new(
        [.. Enumerable.Range(0, 17).Select(row => -80.0 + (row * 10))], [.. Enumerable.Range(0, 36).Select(column => column * 10.0)]);

    private static readonly int Below = Grid.NearestCell(0, -75);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_window_becomes_outgoing_longwave_flux(bool level2)
    {
        var frame = await ReadAsync(new AbiSample { Level2 = level2 });

        Assert.Equal(("G16 ABI band 14", FrameQuantity.OutgoingLongwaveFlux, AbiSample.Time), (frame.Platform, frame.Quantity, frame.Time));
        Assert.Equal((QualityFlag.Assimilated, "", 12f), (frame.Flag, frame.FlagReason, frame.RetrievalError));
        Assert.Equal((17, 36, "test.nc"), (frame.Rows, frame.Columns, frame.Source));
        // One step of the packing is 0.03 K at 280 K, and 2.4 W m-2 go with one kelvin.
        Assert.Equal(new WindowRegression(1.228, -1.106e-3).Flux(280), frame.Values[Below], 0.08);
        Assert.Equal(0, frame.Spread![Below], 0.01);
        Assert.Equal(1, frame.ValidFraction[Below], 0.05f);
        Assert.True(frame.SampleCount[Below] > 500);
    }

    [Fact]
    public async Task Other_bands_are_carried_as_brightness_temperature_and_not_assimilated()
    {
        var frame = await ReadAsync(new AbiSample { Band = 8, TemperatureK = (_, column) => column % 2 == 0 ? 238 : 242 });

        Assert.Equal(("G16 ABI band 8", FrameQuantity.BrightnessTemperature, QualityFlag.Passive), (frame.Platform, frame.Quantity, frame.Flag));
        Assert.Contains("not assimilated", frame.FlagReason, StringComparison.Ordinal);
        Assert.Null(frame.RetrievalError);
        Assert.Equal(240, frame.Values[Below], 0.06);
        Assert.Equal(2, frame.Spread![Below], 0.06);
    }

    [Fact]
    public async Task Settings_choose_band_coefficients_error_and_the_zenith()
    {
        var options = new AbiOptions { OlrBand = 13, OlrLinear = 1, OlrQuadraticPerK = 0, OlrErrorWattsPerSquareMetre = 9, MaximumZenithDegrees = 20 };

        var frame = await ReadAsync(new AbiSample { Band = 13, TemperatureK = (_, _) => 300 }, options);

        Assert.Equal((FrameQuantity.OutgoingLongwaveFlux, 9f), (frame.Quantity, frame.RetrievalError));
        Assert.Equal(WindowRegression.StefanBoltzmann * Math.Pow(300, 4), frame.Values[Below], 0.2);
        // A zenith angle of 20 degrees is 17 degrees from below the satellite, one of 60 degrees 52.5.
        Assert.Equal(0, frame.SampleCount[Grid.NearestCell(0, -50)]);
        Assert.True((await ReadAsync(new AbiSample())).SampleCount[Grid.NearestCell(0, -50)] > 0);
        Assert.Equal(0, (await ReadAsync(new AbiSample())).SampleCount[Grid.NearestCell(0, -10)]);
    }

    [Fact]
    public void Settings_out_of_range_are_refused() => Assert.Contains(
        "MaximumZenithDegrees", Assert.Throws<ValidationException>(() => new FrameFiles(Grid, new FrameReadOptions { Abi = new AbiOptions { MaximumZenithDegrees = 95 } })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Flagged_pixels_and_fill_are_left_out()
    {
        // By row: good, conditionally usable, out of range, no value, focal plane too warm, fill of the flags.
        var sample = new AbiSample { Quality = (row, _) => (byte)(row % 6 == 5 ? 255 : row % 6), TemperatureK = (row, column) => column % 2 == 0 ? double.NaN : 250 + (row % 6) };

        var (all, strict, lax) = (await ReadAsync(new AbiSample()), await ReadAsync(sample), await ReadAsync(sample, new AbiOptions { ConditionallyUsable = true }));

        Assert.Equal(all.SampleCount[Below] / 12.0, strict.SampleCount[Below], 10.0);
        Assert.Equal(all.SampleCount[Below] / 6.0, lax.SampleCount[Below], 15.0);
        Assert.Equal(1 / 12.0, strict.ValidFraction[Below], 0.01);
        Assert.Equal(new WindowRegression(1.228, -1.106e-3).Flux(250), strict.Values[Below], 0.1);
        Assert.InRange(lax.Values[Below], strict.Values[Below] + 0.8f, strict.Values[Below] + 1.5f);
    }

    [Fact]
    public async Task An_image_without_a_valid_pixel_is_a_frame_that_says_so()
    {
        var frame = await ReadAsync(new AbiSample { TemperatureK = (_, _) => double.NaN });

        Assert.Equal((QualityFlag.Missing, "No pixel of the image is valid."), (frame.Flag, frame.FlagReason));
        Assert.All(frame.SampleCount, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task North_is_up_and_east_is_right()
    {
        var frame = await ReadAsync(new AbiSample { Band = 8, TemperatureK = (row, column) => 250 + (row < AbiSample.Size / 2 ? 20 : 0) + (column < AbiSample.Size / 2 ? 5 : 0) });

        float At(double latitude, double longitude) => frame.Values[Grid.NearestCell(latitude, longitude)];
        Assert.Equal([275, 270, 255, 250], new[] { At(20, -100), At(20, -50), At(-20, -100), At(-20, -50) }.Select(value => Math.Round(value)));
    }

    [Fact]
    public async Task Without_a_time_the_middle_of_its_bounds_is_taken()
    {
        var frame = await ReadAsync(new AbiSample
        {
            Change = file => file["t"] = new PureHDF.H5Dataset(double.NaN) { Attributes = { ["units"] = "seconds since 2000-01-01 12:00:00" } },
        });

        Assert.Equal(AbiSample.Time, frame.Time);
    }

    private static async Task<SatelliteFrame> ReadAsync(AbiSample sample, AbiOptions? options = null)
    {
        var files = new FrameFiles(Grid, new FrameReadOptions { Abi = options ?? new AbiOptions() });
        var item = Assert.Single(await files.ReadAsync(new MemoryStream(sample.Bytes()), "test.nc", TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken));
        return item.Frame ?? throw new InvalidOperationException(item.Unreadable!.Reason);
    }
}
