using Slams.Core.Observations;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Stations;

/// <summary>Counts on real files, which were taken with other software.</summary>
public sealed class RealStationFileTests
{
    [Fact]
    public async Task TheSurfaceReportsOfOneDay()
    {
        var readings = new List<StationReading>();
        foreach (var path in Directory.GetFiles(SharedFiles.Path("real", "sao")).Order(StringComparer.Ordinal))
        {
            readings.AddRange(await ReadAsync(path));
        }

        Assert.Equal(47_469, readings.Count);
        Assert.Equal(12_868, readings.Count(r => r.LatitudeDegrees is null || r.LongitudeDegrees is null));
        Assert.Equal(23, readings.Count(r => r.LongitudeDegrees is < -180 or > 360));
        Assert.Equal(-790, Math.Round(readings.Min(r => r.LongitudeDegrees ?? 0)), 10.0);
        Assert.Equal(2_241, readings.Count(r => r.AirTemperatureK is null));
        Assert.Equal(5, readings.Count(r => r.AirTemperatureK > 333.15));
        Assert.Equal(406, Math.Floor(readings.Max(r => r.AirTemperatureK ?? 0) - 273.15));
        Assert.Equal(98, readings.Count(r => r.DewPointK > r.AirTemperatureK));
        Assert.DoesNotContain(readings, r => r.Time is null);
        Assert.Single(readings, r => r.StationId.Length == 0);
        var repeats = readings.GroupBy(r => (r.Source, r.StationId, r.Time)).Sum(g => g.Count() - 1);
        Assert.Equal(9_809, repeats);
        Assert.Equal(new DateTimeOffset(1995, 3, 17, 23, 45, 0, TimeSpan.Zero), readings.Min(r => r.Time));
        Assert.All(readings, r => Assert.Null(r.SurfacePressurePa));
    }

    [Fact]
    public async Task IsdOfChicago()
    {
        var readings = await ReadAsync(SharedFiles.Path("real", "isd", "725300-2014.gz"));
        Assert.Equal(4_262, readings.Count);
        // 122 without a value and 2 which the archive marks erroneous.
        Assert.Equal(124, readings.Count(r => r.AirTemperatureK is null));
        Assert.Equal(3, readings.Select(r => (r.LatitudeDegrees, r.LongitudeDegrees)).Distinct().Count());
        var first = readings[0];
        Assert.Equal("725300-94846", first.StationId);
        Assert.Equal(new DateTimeOffset(2014, 1, 1, 0, 0, 0, TimeSpan.Zero), first.Time);
        Assert.Equal((41.983, -87.9, 205.0), (first.LatitudeDegrees, first.LongitudeDegrees, first.ElevationMetres));
        Assert.Equal((262.05, 258.75), (first.AirTemperatureK, first.DewPointK));
        Assert.Equal(2.0, first.Precipitation6hMm);
        Assert.Equal(100_100, first.SurfacePressurePa);
        Assert.Equal((null, 0.0), (first.WindFromDirectionDegrees, first.WindSpeedMetresPerSecond));
        var second = readings[1];
        Assert.Equal((250.0, 1.5), (second.WindFromDirectionDegrees, second.WindSpeedMetresPerSecond));
        Assert.Null(second.Precipitation6hMm);
        Assert.Equal(100_110, second.SurfacePressurePa);
        // 46 traces (amount 0), 72 amounts of SYNOP, 14 dry, 136 of METAR and 2 of merged reports.
        Assert.Equal(270, readings.Count(r => r.Precipitation6hMm is not null));
    }

    [Fact]
    public async Task IsdOfNorway()
    {
        var readings = await ReadAsync(SharedFiles.Path("real", "isd", "014160-99999-2016.gz"));
        Assert.Equal(7_174, readings.Count);
        Assert.Equal(3_565, readings.Count(r => r.AirTemperatureK is null));
        Assert.Equal((58.95, 5.733, 280.45, 0.0), (
            readings[0].LatitudeDegrees, readings[0].LongitudeDegrees, readings[0].AirTemperatureK, readings[0].Precipitation6hMm));
    }

    [Theory]
    [InlineData("071470-99999-2014.gz", 8_660, 174, -5.0, 34.0)]
    [InlineData("108270-99999-2009.gz", 5_776, 1, -19.2, 30.2)]
    public async Task IsdLite(string name, int lines, int withoutTemperature, double coldest, double warmest)
    {
        var readings = await ReadAsync(SharedFiles.Path("real", "isd-lite", name));
        Assert.Equal(lines, readings.Count);
        Assert.Equal(withoutTemperature, readings.Count(r => r.AirTemperatureK is null));
        Assert.Equal(coldest, readings.Min(r => r.AirTemperatureK)!.Value - 273.15, 1e-9);
        Assert.Equal(warmest, readings.Max(r => r.AirTemperatureK)!.Value - 273.15, 1e-9);
        Assert.All(readings, r => Assert.Equal(name[..12], r.StationId));
        Assert.All(readings, r => Assert.Null(r.LatitudeDegrees));
    }

    private static async Task<List<StationReading>> ReadAsync(string path)
    {
        var readings = new List<StationReading>();
        await foreach (var item in new StationFormats(new StationReadOptions()).ReadFileAsync(path, CancellationToken.None))
        {
            Assert.Null(item.Unreadable);
            readings.Add(item.Reading!);
        }

        return readings;
    }
}
