using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Tests.Frames;

public sealed class FrameFileWriterTests
{
    private static readonly SatelliteFrame Frame = new()
    {
        Platform = "G16 ABI band 8",
        Quantity = FrameQuantity.BrightnessTemperature,
        Time = DateTimeOffset.UnixEpoch,
        Rows = 2,
        Columns = 2,
        Values = [240, 241, float.NaN, 243],
        ValidFraction = [1, 1, 0, 0.5f],
        SampleCount = [9, 8, 0, 4],
    };

    [Fact]
    public void A_brightness_temperature_has_its_name_unit_and_spread()
    {
        using var file = Written(Frame with { Spread = [1, 2, float.NaN, 4] });

        var (values, spread) = (file.Find("toa_brightness_temperature")!, file.Find("pixel_spread")!);
        Assert.Equal(("K", "toa_brightness_temperature"), (values.Attributes.Text("units"), values.Attributes.Text("standard_name")));
        Assert.Equal("valid_fraction pixel_count pixel_spread", values.Attributes.Text("ancillary_variables"));
        Assert.Equal([240f, 241, 9.96921e36f, 243], file.ReadFloats(values, 0, 1));
        Assert.Equal(("K", "Brightness temperature, G16 ABI band 8"), (spread.Attributes.Text("units"), file.Attributes.Text("title")));
        Assert.Equal([1f, 2, 9.96921e36f, 4], file.ReadFloats(spread, 0, 1));
    }

    [Fact]
    public void The_clear_fraction_is_written_where_it_is_known()
    {
        using var file = Written(Frame with { ClearFraction = [0, 1, float.NaN, 0.25f] });

        Assert.Equal("valid_fraction pixel_count clear_fraction", file.Find("toa_brightness_temperature")!.Attributes.Text("ancillary_variables"));
        var clear = file.Find("clear_fraction")!;
        Assert.Equal("1", clear.Attributes.Text("units"));
        Assert.Equal([0f, 1, 9.96921e36f, 0.25f], file.ReadFloats(clear, 0, 1));
    }

    [Fact]
    public void Without_a_spread_none_is_written()
    {
        using var file = Written(Frame with { Quantity = FrameQuantity.OutgoingLongwaveFlux });

        Assert.Null(file.Find("pixel_spread"));
        Assert.Equal("valid_fraction pixel_count", file.Find("toa_outgoing_longwave_flux")!.Attributes.Text("ancillary_variables"));
    }

    private static NetCdfFile Written(SatelliteFrame frame)
    {
        var stream = new MemoryStream();
        FrameFileWriter.Write(stream, frame, new LatLonGrid([-45, 45], [0, 180]));
        return NetCdfFile.Open(new MemoryStream(stream.ToArray()));
    }
}
