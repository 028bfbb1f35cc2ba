using PureHDF;
using Slams.Formats.Frames;

namespace Slams.Formats.Tests.Frames.Abi;

/// <summary>ABI files that lack something, are damaged, or ask for too much: each is one dead letter that says why.</summary>
public sealed class AbiHostileTests
{
    public static TheoryData<string, string> Refusals => new()
    {
        { "no DQF", "no variable 'DQF'" },
        { "small DQF", "'DQF' [3 x 4] does not have the shape of 'Rad'" },
        { "no x", "no variable 'x'" },
        { "x without units", "'x' is in 'no units', not in rad" },
        { "short x", "'x' [5] does not have the 340 angles" },
        { "x not even", "'x' holds no evenly spaced" },
        { "x NaN", "'x' holds no evenly spaced" },
        { "x beyond", "'x' holds no evenly spaced" },
        { "x constant", "'x' holds no evenly spaced" },
        { "no band", "no variable 'band_id'" },
        { "band 17", "'band_id' is 17, which is no band" },
        { "band 2", "Band 2 measures reflected sunlight" },
        { "many bands", "'band_id' is not one number" },
        { "units", "'Rad' is in 'W m-2 sr-1 um-1', not in mW" },
        { "no platform", "no attribute 'platform_ID'" },
        { "no planck", "no variable 'planck_fk2'" },
        { "planck fill", "'planck_fk1' is not one number" },
        { "planck NaN", "'planck_bc2' is not one number" },
        { "planck negative", "turn no radiance into a temperature" },
        { "no time", "no time that can be read" },
        { "projection NaN", "The height of the point of perspective of the projection, NaN, is none of a satellite" },
        { "projection inside", "semi-minor axis of the projection" },
        { "projection missing", "has no number 'semi_major_axis'" },
        { "projection other", "grid_mapping_name is 'mercator'" },
        { "sweep", "sweep_angle_axis is 'y', not 'x'" },
        { "one row", "'Rad' [340] is no image of rows and columns" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refused_with_a_reason(string what, string reason)
    {
        var letter = Assert.Single(await FrameReading.ReadAsync(new AbiSample { Band = what == "band 17" ? (sbyte)17 : what == "band 2" ? (sbyte)2 : (sbyte)14, Change = file => Change(file, what) }.Bytes())).Unreadable!;

        Assert.Contains(reason, letter.Reason, StringComparison.Ordinal);
        Assert.Equal(("test.nc", 0L), (letter.Source, letter.Record));
    }

    [Fact]
    public async Task More_pixels_than_are_read_are_refused_before_any_is_read()
    {
        var files = new FrameFiles(FrameReading.Grid, new FrameReadOptions { MaximumPixels = 100_000 });

        var item = Assert.Single(await files.ReadAsync(new MemoryStream(new AbiSample().Bytes()), "test.nc", TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken));

        Assert.Contains("'Rad' has 115600 pixels; at most 100000 are read", item.Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reflectances_are_refused()
    {
        var sample = new AbiSample { Band = 1, Level2 = true, Change = file => ((H5Dataset)file["CMI"]).Attributes["units"] = "1" };

        Assert.Contains("Band 1 measures reflected sunlight", Assert.Single(await FrameReading.ReadAsync(sample.Bytes())).Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Radiances_that_no_temperature_has_are_missing()
    {
        var sample = new AbiSample { Change = file => ((H5Dataset)file["Rad"]).Attributes["scale_factor"] = 1e30f };

        var frame = Assert.Single(await FrameReading.ReadAsync(sample.Bytes())).Frame!;

        Assert.Equal(Slams.Core.Observations.QualityFlag.Missing, frame.Flag);
    }

    /// <summary>A short fuzz: whatever the bytes, there is one item and no exception.</summary>
    [Fact]
    public async Task Cut_and_damaged_files_give_one_item()
    {
        var bytes = new AbiSample().Bytes();
        var random = new Random(16);
        for (var i = 0; i < 40; i++)
        {
            Assert.NotNull(Assert.Single(await FrameReading.ReadAsync(bytes[..random.Next(bytes.Length)])).Unreadable);
            var damaged = (byte[])bytes.Clone();
            for (var flips = 0; flips < 20; flips++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Assert.Single(await FrameReading.ReadAsync(damaged));
        }
    }

    private static void Change(H5File file, string what)
    {
        var projection = ((H5Dataset)file["goes_imager_projection"]).Attributes;
        switch (what)
        {
            case "no DQF": file.Remove("DQF"); break;
            case "small DQF": file["DQF"] = new H5Dataset(new sbyte[3, 4]); break;
            case "no x": file.Remove("x"); break;
            case "x without units": file["x"] = new H5Dataset(new double[AbiSample.Size]); break;
            case "short x": file["x"] = Angles(5, i => i); break;
            case "x not even": file["x"] = Angles(AbiSample.Size, i => i * i * 1e-6); break;
            case "x NaN": file["x"] = Angles(AbiSample.Size, i => i == 7 ? double.NaN : i * 1e-4); break;
            case "x beyond": file["x"] = Angles(AbiSample.Size, i => i); break;
            case "x constant": file["x"] = Angles(AbiSample.Size, _ => 0.1); break;
            case "no band": file.Remove("band_id"); break;
            case "many bands": file["band_id"] = new H5Dataset(new sbyte[100_000]); break;
            case "units": ((H5Dataset)file["Rad"]).Attributes["units"] = "W m-2 sr-1 um-1"; break;
            case "no platform": file.Attributes.Remove("platform_ID"); break;
            case "no planck": file.Remove("planck_fk2"); break;
            case "planck fill": file["planck_fk1"] = new H5Dataset(-999f) { Attributes = { ["_FillValue"] = -999f } }; break;
            case "planck NaN": file["planck_bc2"] = new H5Dataset(float.NaN); break;
            case "planck negative": file["planck_fk1"] = new H5Dataset(-1f); break;
            case "no time":
                file.Remove("time_bounds");
                file["t"] = new H5Dataset(double.NaN) { Attributes = { ["units"] = "seconds since 2000-01-01 12:00:00" } };
                break;
            case "projection NaN": projection["perspective_point_height"] = double.NaN; break;
            case "projection inside": projection["semi_minor_axis"] = 6378138.0; break;
            case "projection missing": projection.Remove("semi_major_axis"); break;
            case "projection other": projection["grid_mapping_name"] = "mercator"; break;
            case "sweep": projection["sweep_angle_axis"] = "y"; break;
            case "one row": file["Rad"] = new H5Dataset(new short[AbiSample.Size]) { Attributes = { ["units"] = "mW m-2 sr-1 (cm-1)-1" } }; break;
            default: break;
        }
    }

    private static H5Dataset Angles(int count, Func<int, double> angle) =>
        new(Enumerable.Range(0, count).Select(angle).ToArray()) { Attributes = { ["units"] = "rad" } };
}
