using PureHDF;
using PureHDF.Filters;
using Slams.Formats.NetCdf;
using Slams.Formats.Tests.NetCdf;
using Slams.Formats.Tests.Support;
using static Slams.Formats.NetCdf.NetCdfAttribute;

namespace Slams.Formats.Tests.Frames;

/// <summary>
/// Daily means in the layout of NOAA's climate data record of outgoing longwave radiation: <c>olr(time,lat,lon)</c> on a degree, longitudes from 0.5 to 359.5, days since
/// 1970 with bounds of days, floats or 16-bit integers.
/// </summary>
public sealed class DailyRecordTests
{
    private const int Days = 2, Rows = 180, Columns = 360;
    private static readonly double[] Latitudes = [.. Enumerable.Range(0, Rows).Select(row => -89.5 + row)];
    private static readonly double[] Longitudes = [.. Enumerable.Range(0, Columns).Select(column => 0.5 + column)];

    // 13 and 14 February 2010; the time is the start of the day.
    private static readonly int[] Times = [14653, 14654];

    private static double Field(int day, int row) => 180 + row - (10 * day);

    public static TheoryData<string> Layouts => ["classic, packed", "classic, floats", "netCDF-4, packed", "netCDF-4, floats"];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_frame_a_day(string layout)
    {
        var items = await FrameReading.ReadAsync(layout.StartsWith("classic", StringComparison.Ordinal) ? Classic(layout.EndsWith("packed", StringComparison.Ordinal)) : Hdf5(layout.EndsWith("packed", StringComparison.Ordinal)));

        Assert.All(items, item => Assert.Equal((null, "cf-netcdf"), (item.Unreadable, item.Format)));
        var frames = items.ConvertAll(item => item.Frame!);
        Assert.Equal([new DateTimeOffset(2010, 2, 13, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2010, 2, 14, 0, 0, 0, TimeSpan.Zero)], frames.Select(frame => frame.Time));
        for (var day = 0; day < Days; day++)
        {
            // Rows of ten latitudes; longitudes of ten degrees have the edges of the record's in their midst, and its first cell is missing.
            Assert.Equal(Enumerable.Range(80, 10).Average(row => Field(day, row)), frames[day].Values[(8 * 36) + 12], 0.05);
            Assert.Equal(1, frames[day].ValidFraction[(8 * 36) + 12], 1e-5f);
            Assert.InRange(frames[day].ValidFraction[0], 0.985f, 0.9999f);
            Assert.Null(frames[day].RetrievalError);
        }
    }

    private static T[] Values<T>(Func<int, int, int, T> value) =>
        [.. Enumerable.Range(0, Days).SelectMany(day => Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Range(0, Columns).Select(column => value(day, row, column))))];

    private static short Packed(int day, int row, int column) => (row, column) == (0, 0) ? (short)-32767 : (short)Math.Round((Field(day, row) - 300) / 0.01);

    private static float Plain(int day, int row, int column) => (row, column) == (0, 0) ? -999f : (float)Field(day, row);

    private static byte[] Classic(bool packed)
    {
        NetCdfAttribute[] attributes =
        [
            OfText("standard_name", "toa_outgoing_longwave_flux"), OfText("long_name", "NOAA Climate Data Record of Daily Mean Upward Longwave Flux at the Top of the Atmosphere"), OfText("units", "W m-2"),
            OfText("cell_methods", "time: mean area: mean"),
            .. packed
                ? new[] { OfNumbers("_FillValue", NetCdfType.Short, -32767), OfNumbers("scale_factor", NetCdfType.Float, 0.01), OfNumbers("add_offset", NetCdfType.Float, 300), OfNumbers("valid_range", NetCdfType.Short, -30000, 20000) }
                : [OfNumbers("_FillValue", NetCdfType.Float, -999), OfNumbers("valid_min", NetCdfType.Float, 0), OfNumbers("valid_max", NetCdfType.Float, 500)],
        ];
        return NetCdfRoundTripTests.Bytes(new NetCdfWriter().AddDimension("time", Days).AddDimension("lat", Rows).AddDimension("lon", Columns).AddDimension("nv", 2)
            .AddVariable("lat", ["lat"], NetCdfData.Of(Latitudes), OfText("standard_name", "latitude"), OfText("units", "degrees_north"), OfText("bounds", "lat_bounds"))
            .AddVariable("lat_bounds", ["lat", "nv"], NetCdfData.Of(Latitudes.SelectMany(centre => new[] { centre - 0.5, centre + 0.5 }).ToArray()), OfText("units", "degrees_north"))
            .AddVariable("lon", ["lon"], NetCdfData.Of(Longitudes), OfText("standard_name", "longitude"), OfText("units", "degrees_east"), OfText("bounds", "lon_bounds"))
            .AddVariable("lon_bounds", ["lon", "nv"], NetCdfData.Of(Longitudes.SelectMany(centre => new[] { centre - 0.5, centre + 0.5 }).ToArray()), OfText("units", "degrees_east"))
            .AddVariable("time", ["time"], NetCdfData.Of(Times), OfText("standard_name", "time"), OfText("units", "days since 1970-01-01 00:00:00"), OfText("bounds", "time_bounds"), OfText("calendar", "standard"))
            .AddVariable("time_bounds", ["time", "nv"], NetCdfData.Of(Times.SelectMany(day => new[] { day, day + 1 }).ToArray()), OfText("units", "days since 1970-01-01 00:00:00"))
            .AddVariable("olr", ["time", "lat", "lon"], packed ? NetCdfData.Of(Values(Packed)) : NetCdfData.Of(Values(Plain)), attributes));
    }

    private static byte[] Hdf5(bool packed)
    {
        var attributes = new Dictionary<string, object>
        {
            ["standard_name"] = "toa_outgoing_longwave_flux",
            ["units"] = "W m-2",
            ["cell_methods"] = "time: mean area: mean",
        };
        var file = new H5File
        {
            ["lat"] = new H5Dataset(Latitudes) { Attributes = { ["standard_name"] = "latitude", ["units"] = "degrees_north" } },
            ["lon"] = new H5Dataset(Longitudes) { Attributes = { ["standard_name"] = "longitude", ["units"] = "degrees_east" } },
            ["lat_bounds"] = new H5Dataset(new float[Rows, 2]) { Attributes = { ["units"] = "degrees_north" } },
            ["lon_bounds"] = new H5Dataset(new float[Columns, 2]) { Attributes = { ["units"] = "degrees_east" } },
            ["time"] = new H5Dataset(Times) { Attributes = { ["standard_name"] = "time", ["units"] = "days since 1970-01-01 00:00:00", ["bounds"] = "time_bounds" } },
            ["time_bounds"] = new H5Dataset(new int[Days, 2]) { Attributes = { ["units"] = "days since 1970-01-01 00:00:00" } },
            ["olr"] = packed ? new H5Dataset(Cube(Packed), chunks: [1, 90, 180]) : new H5Dataset(Cube(Plain), chunks: [1, 90, 180]),
        };
        var flux = ((H5Dataset)file["olr"]).Attributes;
        foreach (var (name, value) in attributes)
        {
            flux[name] = value;
        }

        (flux["_FillValue"], flux["scale_factor"], flux["add_offset"]) = packed ? ((object)(short)-32767, 0.01f, 300f) : (-999f, 1f, 0f);
        using var scratch = new ScratchFolder();
        file.Write(scratch["day.nc"], new H5WriteOptions(Filters: [ShuffleFilter.Id, DeflateFilter.Id]));
        return File.ReadAllBytes(scratch["day.nc"]);
    }

    private static T[,,] Cube<T>(Func<int, int, int, T> value)
    {
        var cube = new T[Days, Rows, Columns];
        for (var day = 0; day < Days; day++)
        {
            for (var row = 0; row < Rows; row++)
            {
                for (var column = 0; column < Columns; column++)
                {
                    cube[day, row, column] = value(day, row, column);
                }
            }
        }

        return cube;
    }
}
