using System.Globalization;
using System.IO.Compression;
using Slams.Core.Observations;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Bufr;

/// <summary>Real messages against what ecCodes and the reports in text say.</summary>
public sealed class BufrRealFileTests
{
    [Fact]
    public async Task AllReportsOfOneHour()
    {
        var expected = Rows(SharedFiles.Path("real", "derived", "synop_15824.csv.gz")).ToList();
        var readings = await ReadAsync(SharedFiles.Path("real", "bufr", "perf_synop.bufr.gz"));
        Assert.Equal((15_824, 15_824), (expected.Count, readings.Count));
        var standardLevels = 0;
        foreach (var (row, reading) in expected.Zip(readings))
        {
            Assert.Equal($"0-20000-0-{row[0].PadLeft(5, '0')}", reading.StationId);
            Assert.Equal(new DateTimeOffset(2018, 11, 2, 12, 0, 0, TimeSpan.Zero), reading.Time);
            AssertSame(row[1], reading.LatitudeDegrees);
            AssertSame(row[2], reading.LongitudeDegrees);
            AssertSame(row[3], reading.ElevationMetres);
            AssertSame(row[5], reading.AirTemperatureK);
            AssertSame(row[6], reading.DewPointK);
            // Where the pressure at the station is missing the decoded file has that of a standard level.
            var isLevel = row[7] == "85000.0" && reading.SurfacePressurePa is null;
            standardLevels += isLevel ? 1 : 0;
            AssertSame(isLevel ? "" : row[7], reading.SurfacePressurePa);
            AssertSame(row[9], reading.WindSpeedMetresPerSecond);
            AssertSame(row[10], reading.WindFromDirectionDegrees);
        }

        Assert.Equal(17, standardLevels);
        Assert.Equal(7_867, readings.Select(reading => reading.StationId).Distinct().Count());
        Assert.Equal(8_021, readings.Count(reading => reading.AirTemperatureK is null));
        Assert.Equal(372.2, readings.Max(reading => reading.AirTemperatureK));
    }

    [Fact]
    public async Task TheReferenceReportsSayWhatTheTextsSay()
    {
        var text = (await TextAsync()).ToDictionary(reading => reading.StationId, StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(SharedFiles.Path("real", "fm12", "reference"), "*.bin"))
        {
            var reading = Assert.Single(await ReadAsync(path));
            var said = text[reading.StationId];
            Assert.Equal(said.Time, reading.Time);
            Assert.Equal(
                (said.AirTemperatureK, said.DewPointK, said.SurfacePressurePa, said.WindFromDirectionDegrees, said.WindSpeedMetresPerSecond, said.Precipitation6hMm),
                (reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa, reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond, reading.Precipitation6hMm));
        }
    }

    private static async Task<List<StationReading>> TextAsync() =>
        await ReadAsync(SharedFiles.Path("real", "fm12", "A_SMRO01YRBK211200_C_EDZW_20220321120500_12524785.txt"));

    private static async Task<List<StationReading>> ReadAsync(string path)
    {
        BufrMessages.RequireTables();
        var readings = new List<StationReading>();
        await foreach (var item in new StationFormats(new StationReadOptions()).ReadFileAsync(path, TestContext.Current.CancellationToken))
        {
            Assert.Null(item.Unreadable);
            readings.Add(item.Reading!);
        }

        return readings;
    }

    private static void AssertSame(string cell, double? value)
    {
        if (cell.Length == 0)
        {
            // Zeros are empty there.
            Assert.True(value is null or 0, $"{value} is not in the decoded file");
        }
        else
        {
            Assert.Equal(double.Parse(cell, CultureInfo.InvariantCulture), value!.Value, 1e-6);
        }
    }

    private static IEnumerable<string[]> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }
}
