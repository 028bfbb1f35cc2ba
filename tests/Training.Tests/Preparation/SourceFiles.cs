using Slams.Formats.NetCdf;
using static Slams.Formats.NetCdf.NetCdfAttribute;

namespace Slams.Training.Tests.Preparation;

/// <summary>
/// Small files in the layouts of the data centres. Temperature is 250 + 20 ln(p / 500 hPa) + 10 sin(latitude) + 2 cos(longitude) K,
/// and 0.5 K more each six hours from 1 January 1995, 00 UTC, on. <c>Fixtures/era5-new-layout.nc</c> holds the same field on 850, 500 and
/// 250 hPa as the Climate Data Store writes it now (netCDF-4, made with ncgen).
/// </summary>
internal sealed class SourceFiles : IDisposable
{
    public static readonly DateTime Start = new(1995, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    public static readonly int[] Levels = [250, 500, 850];
    private const short Missing = -32767;
    private static readonly double[] Latitudes = [.. Enumerable.Range(0, 13).Select(i => 90.0 - (15 * i))];
    private static readonly double[] Longitudes = [.. Enumerable.Range(0, 24).Select(i => 15.0 * i)];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slams-prepare-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public static string NewLayout { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures", "era5-new-layout.nc");

    public static double Temperature(double hPa, double latitude, double longitude, int step) =>
        250 + (20 * Math.Log(hPa / 500)) + (10 * Math.Sin(latitude * Math.PI / 180)) + (2 * Math.Cos(longitude * Math.PI / 180)) + (0.5 * step);

    /// <summary>ERA5 as it was: classic, packed, levels in millibars; with versions, values are split between the two of them.</summary>
    public string Legacy(string name = "legacy.nc", int steps = 8, bool versions = false, int missingStep = -1)
    {
        const double scale = 0.002, offset = 250;
        var values = new List<short>();
        for (var step = 0; step < steps; step++)
        {
            for (var version = 0; version < (versions ? 2 : 1); version++)
            {
                var absent = step == missingStep || (versions && version != step % 2);
                values.AddRange(
                    from level in Levels
                    from latitude in Latitudes
                    from longitude in Longitudes
                    select absent ? Missing : (short)Math.Round((Temperature(level, latitude, longitude, step) - offset) / scale));
            }
        }

        var writer = Axes("latitude", "longitude").AddDimension("time", steps).AddDimension("level", Levels.Length)
            .AddVariable("time", ["time"], NetCdfData.Of(Enumerable.Range(0, steps).Select(i => 832752 + (6 * i)).ToArray()),
                OfText("units", "hours since 1900-01-01 00:00:00.0"), OfText("calendar", "gregorian"))
            .AddVariable("level", ["level"], NetCdfData.Of(Levels.ToArray()), OfText("units", "millibars"), OfText("long_name", "pressure_level"));
        if (versions)
        {
            writer.AddDimension("expver", 2).AddVariable("expver", ["expver"], NetCdfData.Of(new[] { 1, 5 }));
        }

        return Save(name, writer.AddVariable(
            "t", versions ? ["time", "expver", "level", "latitude", "longitude"] : ["time", "level", "latitude", "longitude"], NetCdfData.Of(values.ToArray()),
            OfNumbers("scale_factor", NetCdfType.Double, scale), OfNumbers("add_offset", NetCdfType.Double, offset),
            OfNumbers("_FillValue", NetCdfType.Short, Missing), OfNumbers("missing_value", NetCdfType.Short, Missing),
            OfText("units", "K"), OfText("standard_name", "air_temperature")));
    }

    /// <summary>Near-surface temperature, 20 K above that of 500 hPa.</summary>
    public string NearSurface() => Save("t2m.nc", Axes("latitude", "longitude").AddDimension("time", 8)
        .AddVariable("time", ["time"], NetCdfData.Of(Enumerable.Range(0, 8).Select(i => 832752 + (6 * i)).ToArray()),
            OfText("units", "hours since 1900-01-01 00:00:00.0"))
        .AddVariable("t2m", ["time", "latitude", "longitude"],
            NetCdfData.Of(Daily(8, (step, latitude, longitude) => (float)Temperature(500, latitude, longitude, step) + 20)), OfText("units", "K")));

    /// <summary>NOAA interpolated OLR: 230 W m-2 on the first day from a day before the start, 1 more each following day.</summary>
    public string Longwave(string name = "olr.nc", string units = "W/m^2", params int[] days) => Save(name, Axes("lat", "lon").AddDimension("time", days.Length)
        .AddVariable("time", ["time"], NetCdfData.Of(days.Select(day => Hours(new DateTime(1800, 1, 1, 0, 0, 0, DateTimeKind.Utc), day)).ToArray()),
            OfText("units", "hours since 1800-01-01 00:00:0.0"), OfText("standard_name", "time"))
        .AddVariable("olr", ["time", "lat", "lon"], NetCdfData.Of(Packed(days, (day, _, _) => (short)((230 + day) * 100))),
            OfNumbers("scale_factor", NetCdfType.Float, 0.01), OfNumbers("missing_value", NetCdfType.Short, 32766), OfText("units", units)));

    /// <summary>CPC precipitation: 8 mm a day, and one more each day, in the eastern hemisphere; nothing is known of the western one.</summary>
    public string Precipitation(params int[] days) => Save("precip.nc", Axes("lat", "lon").AddDimension("time", days.Length)
        .AddVariable("time", ["time"], NetCdfData.Of(days.Select(day => Hours(new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc), day)).ToArray()),
            OfText("units", "hours since 1900-01-01 00:00:00"))
        .AddVariable("precip", ["time", "lat", "lon"],
            NetCdfData.Of(Daily(days.Length, (i, _, longitude) => longitude is > 0 and < 180 ? 8 + days[i] : -9.96921e36f)),
            OfNumbers("missing_value", NetCdfType.Float, -9.96921e36f), OfText("units", "mm")));

    /// <summary>ERA5's geopotential of the ground, 1 km everywhere, and land on the eastern hemisphere, with a time of length one.</summary>
    public string Static() => Save("static-era5.nc", Axes("latitude", "longitude").AddDimension("time", 1)
        .AddVariable("time", ["time"], NetCdfData.Of(new[] { 832752 }), OfText("units", "hours since 1900-01-01 00:00:00.0"))
        .AddVariable("z", ["time", "latitude", "longitude"], NetCdfData.Of(Daily(1, (_, _, _) => 9806.65f)), OfText("units", "m**2 s**-2"))
        .AddVariable("lsm", ["time", "latitude", "longitude"], NetCdfData.Of(Daily(1, (_, _, longitude) => longitude < 180 ? 1 : 0)), OfText("units", "(0 - 1)")));

    public void Dispose() => _folder.Delete(recursive: true);

    private static double Hours(DateTime origin, int day) => (Start.AddDays(day - 1) - origin).TotalHours;

    private static float[] Daily(int times, Func<int, double, double, float> value) =>
        [.. from time in Enumerable.Range(0, times) from latitude in Latitudes from longitude in Longitudes select value(time, latitude, longitude)];

    private static short[] Packed(int[] days, Func<int, double, double, short> value) =>
        [.. from day in days from latitude in Latitudes from longitude in Longitudes select value(day, latitude, longitude)];

    private static NetCdfWriter Axes(string latitude, string longitude) => new NetCdfWriter()
        .AddDimension(latitude, Latitudes.Length).AddDimension(longitude, Longitudes.Length)
        .AddVariable(latitude, [latitude], NetCdfData.Of(Array.ConvertAll(Latitudes, v => (float)v)), OfText("units", "degrees_north"))
        .AddVariable(longitude, [longitude], NetCdfData.Of(Array.ConvertAll(Longitudes, v => (float)v)), OfText("units", "degrees_east"));

    private string Save(string name, NetCdfWriter writer)
    {
        using var file = File.Create(this[name]);
        writer.WriteTo(file);
        return this[name];
    }
}
