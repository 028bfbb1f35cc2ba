using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Frames;

/// <summary>Frames in netCDF-4 files that the reference implementation wrote, through Python.</summary>
public sealed class ReferenceNetCdf4Tests
{
    private const string Script =
        """
        import netCDF4, numpy as np, sys
        d = netCDF4.Dataset(sys.argv[1], 'w', format='NETCDF4')
        d.setncattr_string('platform', 'GEO-3')
        for name, size in (('t', None), ('x', 36), ('y', 36)): d.createDimension(name, size)
        def axis(name, values, units):
            v = d.createVariable(name, 'f4', (name,)); v.units = units; v[:] = values
        axis('x', np.arange(36) * 10.0, 'degrees_east')
        axis('y', 87.5 - np.arange(36) * 5.0, 'degrees_north')
        t = d.createVariable('t', 'i8', ('t',)); t.units = 'seconds since 1970-01-01'; t[:] = [0, 21600]
        v = d.createVariable('olr', KIND, ('t', 'x', 'y'), zlib=True, shuffle=SHUFFLE, fill_value=FILL, chunksizes=(1, 12, 20))
        v.set_auto_maskandscale(False)
        v.standard_name = 'toa_outgoing_longwave_flux'; v.units = 'W m-2'
        v.scale_factor = np.float32(0.005); v.add_offset = np.float32(10)
        UNSIGNED
        field = np.full((2, 36, 36), 40000 if KIND != 'f8' else 40000.0)
        field[0, :, :18] = 50000
        field[1, 18:, :] = 65535
        v[:] = field.astype('u2').view('i2') if KIND == 'i2' else field
        d.close()
        """;

    [Theory]
    [InlineData("u2", "65535", "True", "")]
    [InlineData("i2", "-1", "False", "v._Unsigned = 'true'")]
    [InlineData("f8", "65535.0", "True", "")]
    [InlineData("u4", "65535", "False", "")]
    public async Task EveryPackingGivesTheSameFrames(string kind, string fill, string shuffle, string unsigned)
    {
        using var scratch = new ScratchFolder();
        var python = OutsideTool.PythonWith("netCDF4");
        var script = Script.Replace("KIND", $"'{kind}'", StringComparison.Ordinal).Replace("FILL", fill, StringComparison.Ordinal)
            .Replace("SHUFFLE", shuffle, StringComparison.Ordinal).Replace("UNSIGNED", unsigned, StringComparison.Ordinal);
        OutsideTool.Run(python, "-c", script, scratch["frame.nc"]);

        var items = await FrameReading.ReadAsync(scratch["frame.nc"]);
        Assert.All(items, item => Assert.Null(item.Unreadable));
        Assert.Equal([DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(6)], items.Select(item => item.Frame!.Time));
        var (first, second) = (items[0].Frame!, items[1].Frame!);
        Assert.Equal("GEO-3", first.Platform);
        // The northern half is first in the file and comes last on the grid; only the names tell that x stands before y.
        Assert.Equal(210, first.Values[0], 1e-3);
        Assert.Equal(260, first.Values[^1], 1e-3);
        Assert.Equal(1, first.ValidFraction[0], 1e-6);
        Assert.Equal([2, 2, 0, 0], new[] { 0, 17, 18, 35 }.Select(column => second.SampleCount[column]));
    }
}
