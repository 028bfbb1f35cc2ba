using System.Globalization;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Frames.Swaths;

/// <summary>Swaths that the reference implementation of netCDF-4 wrote, binned by numpy: the same numbers.</summary>
public sealed class SwathReferenceTests
{
    // An orbit over the pole and the date line, in packed unsigned integers with dimension scales, and what numpy makes of it on cells of 10 degrees.
    private const string Script =
        """
        import netCDF4, numpy as np, sys
        rng = np.random.default_rng(5)
        lines, pixels = 300, 160
        a, b = np.meshgrid(np.radians(np.arange(lines) * 0.3), np.radians((np.arange(pixels) - 79.5) * 0.25), indexing='ij')
        u = np.array([np.cos(0.9) * np.cos(2.9), np.cos(0.9) * np.sin(2.9), np.sin(0.9)])
        e = np.array([-np.sin(2.9), np.cos(2.9), 0])
        n = np.cross(u, e)
        h = 0.97 * n + np.sqrt(1 - 0.97 ** 2) * e
        w = np.cross(u, h)
        p = (np.cos(a)[..., None] * u + np.sin(a)[..., None] * h) * np.cos(b)[..., None] + np.sin(b)[..., None] * w
        lat, lon = np.degrees(np.arcsin(p[..., 2])), np.degrees(np.arctan2(p[..., 1], p[..., 0])) % 360
        d = netCDF4.Dataset(sys.argv[1], 'w', format='NETCDF4')
        d.platform = 'LEO-5'
        d.createDimension('scan', lines); d.createDimension('spot', pixels)
        def put(name, kind, dims, values, **attributes):
            fill = attributes.pop('fill', None)
            v = d.createVariable(name, kind, dims, zlib=True, fill_value=fill)
            v.setncatts(attributes); v[:] = values
        put('latitude', 'f4', ('scan', 'spot'), lat, standard_name='latitude', units='degrees_north')
        put('longitude', 'f4', ('scan', 'spot'), lon, standard_name='longitude', units='degrees_east')
        put('scan_time', 'f8', ('scan',), 1583020860.0 + np.arange(lines), units='seconds since 1970-01-01')
        flux = np.ma.array(240 + 60 * np.sin(3 * a) + rng.normal(0, 8, a.shape), mask=rng.random(a.shape) < 0.1)
        flag = (rng.random(a.shape) < 0.2).astype('i1')
        put('rlut', 'u2', ('scan', 'spot'), flux, fill=np.uint16(65535), standard_name='toa_outgoing_longwave_flux', units='W m-2', scale_factor=0.01,
            coordinates='scan_time latitude longitude', ancillary_variables='rlut_flag')
        put('rlut_flag', 'i1', ('scan', 'spot'), flag, standard_name='toa_outgoing_longwave_flux quality_flag',
            flag_values=np.array([0, 1], 'i1'), flag_meanings='good bad')
        d.close()

        d = netCDF4.Dataset(sys.argv[1])
        lat, lon, flux = (d[name][:].astype('f8') for name in ('latitude', 'longitude', 'rlut'))
        x = np.stack([np.cos(np.radians(lat)) * np.cos(np.radians(lon)), np.cos(np.radians(lat)) * np.sin(np.radians(lon)), np.sin(np.radians(lat))])
        along, across = np.gradient(x, axis=1), np.gradient(x, axis=2)
        area = np.linalg.norm(np.cross(along, across, axis=0), axis=0)
        use = ~np.ma.getmaskarray(flux) & (d['rlut_flag'][:] == 0)
        row = np.clip(np.floor((lat + 90) / 10).astype(int), 0, 17)
        cell = (row * 36 + np.floor(((lon + 5) % 360) / 10).astype(int))[use]
        area, flux = area[use], flux.data[use]
        def total(values): return np.bincount(cell, values, 648)
        weight = total(area)
        with np.errstate(all='ignore'):
            mean = total(area * flux) / weight
            spread = np.sqrt(total(area * (flux - mean[cell]) ** 2) / weight)
        edges = np.sin(np.radians(np.arange(-90, 91, 10)))
        share = np.minimum(1, weight / np.repeat(np.diff(edges) * np.radians(10), 36))
        for i in np.flatnonzero(weight): print(i, int(total(np.ones_like(area))[i]), repr(float(mean[i])), repr(float(spread[i])), repr(float(share[i])))
        """;

    [Fact]
    public async Task Cells_are_those_of_another_implementation()
    {
        using var scratch = new ScratchFolder();
        var output = OutsideTool.Run(OutsideTool.PythonWith("netCDF4"), "-c", Script, scratch["swath.nc"]);
        var expected = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' ')).ToDictionary(
            words => int.Parse(words[0], CultureInfo.InvariantCulture), words => words[1..].Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray());

        var frame = Assert.Single(await FrameReading.ReadAsync(scratch["swath.nc"])).Frame!;

        Assert.Equal("LEO-5", frame.Platform);
        Assert.Equal(new DateTimeOffset(2020, 3, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(209.5), frame.Time);
        Assert.InRange(expected.Count, 100, 600);
        Assert.Equal(expected.Keys.Order(), Enumerable.Range(0, FrameReading.Grid.CellCount).Where(cell => frame.SampleCount[cell] > 0));
        foreach (var (cell, numbers) in expected)
        {
            Assert.Equal(numbers[0], frame.SampleCount[cell]);
            Assert.Equal(numbers[1], frame.Values[cell], 2e-3);
            Assert.Equal(numbers[2], frame.Spread![cell], 2e-3);
            Assert.Equal(numbers[3], frame.ValidFraction[cell], 1e-4);
        }
    }
}
