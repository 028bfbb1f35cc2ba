using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Frames.Abi;

/// <summary>Files of GOES-16 itself.</summary>
public sealed class AbiRealFileTests
{
    private static readonly LatLonGrid Grid = new(
        [.. Enumerable.Range(0, 48).Select(row => -87.22 + (row * 3.711))], [.. Enumerable.Range(0, 96).Select(column => column * 3.75)]);

    [Fact]
    public async Task Water_vapour_over_North_America()
    {
        var frame = (await ReadAsync("OR_ABI-L1b-RadC-M3C08_G16_s20171921817189_e20171921819562_c20171921820002.nc")).Frame!;

        Assert.Equal(("G16 ABI band 8", FrameQuantity.BrightnessTemperature, QualityFlag.Passive), (frame.Platform, frame.Quantity, frame.Flag));
        Assert.Equal(new DateTimeOffset(2017, 7, 11, 18, 18, 37, TimeSpan.Zero), frame.Time, TimeSpan.FromSeconds(1));
        var seen = SeenSummary.Of(Grid, frame.Values, frame.ValidFraction);
        Assert.InRange(seen.Mean, 230, 242);
        Assert.InRange(seen.Minimum, 198.7, 235);
        Assert.InRange(seen.Maximum, 240, 253.1);
        // 14 to 53 N, 141 to 49 W, within 60 degrees of the zenith: a twentieth of the globe.
        Assert.InRange(seen.Fraction, 0.03, 0.06);
        Assert.InRange(frame.SampleCount.Sum(), 3_000_000, 3_750_000);
        Assert.InRange(frame.ValidFraction[Grid.NearestCell(35, -90)], 0.99f, 1);
        Assert.Equal(0, frame.SampleCount[Grid.NearestCell(5, -90)]);
    }

    [Theory]
    [InlineData("OR_ABI-L2-CMIPM2-M3C01_G16_s20172661340312_e20172661340369_c20172661340426.nc", "Band 1 measures reflected sunlight")]
    [InlineData("OR_ABI-L2-AODF-M3_G16_s20190820700371_e20190820711138_c20190820711421.nc", "no variable of standard_name")]
    [InlineData("OR_ABI-L2-LSTM2-M6_G16_s20211381700538_e20211381700595_c20211381701211.nc", "no variable of standard_name")]
    public async Task Other_products_are_refused(string name, string reason) =>
        Assert.Contains(reason, (await ReadAsync(name)).Unreadable!.Reason, StringComparison.Ordinal);

    private static async Task<FrameItem> ReadAsync(string name) => Assert.Single(await FrameReading.ReadAsync(SharedFiles.Path("real", "goes", name), Grid));
}
