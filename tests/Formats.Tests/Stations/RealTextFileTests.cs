using System.Globalization;
using System.IO.Compression;
using Slams.Core.Observations;
using Slams.Formats.Stations;
using Slams.Formats.Stations.Positions;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Stations;

/// <summary>Real METAR and SYNOP texts against what other decoders made of them.</summary>
public sealed class RealTextFileTests
{
    private const double Knot = 1852.0 / 3600;

    [Fact]
    public async Task MetarsOfOneHour()
    {
        var path = SharedFiles.Path("real", "metar", "2020100106_metars.csv.gz");
        var readings = await ReadAsync(path);
        var decoded = Decoded(path);
        Assert.Equal((8_361, 8_361, 4_821), (readings.Count, decoded.Count, readings.Select(r => r.StationId).Distinct().Count()));
        // Three say COR, one of Canada CCA.
        Assert.Equal(4, readings.Count(r => r.Correction == 1));
        // 57 in the decoded column: it lacks 7 temperatures with an unknown dew point (10///), and has a sea temperature as one of the air.
        Assert.Equal(51, readings.Count(r => r.AirTemperatureK is null));
        var (temperatures, dewPoints) = (0, 0);
        foreach (var (reading, row) in readings.Zip(decoded))
        {
            Assert.Equal((row[2], Number(row[3]), Number(row[4]), Number(row[5])), (reading.StationId, reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(long.Parse(row[0], CultureInfo.InvariantCulture)), reading.Time);
            temperatures += AssertCelsius(row[6], reading.AirTemperatureK, 0.51) ? 1 : 0;
            dewPoints += AssertCelsius(row[7], reading.DewPointK, 0.9) ? 1 : 0;
            if (Number(row[9]) is { } speed)
            {
                Assert.Equal(speed, reading.WindSpeedMetresPerSecond!.Value / Knot, 0.6);
            }

            // Traces are 0.127 there.
            var amount = Number(row[14]);
            Assert.Equal(amount == 0.127 ? 0 : amount, reading.Precipitation6hMm);
        }

        Assert.Equal((8_303, 8_264), (temperatures, dewPoints));
        Assert.Equal(209.15, Assert.Single(readings, r => r.StationId == "NZSP").AirTemperatureK);
        var denver = Assert.Single(readings, r => r.StationId == "KDEN");
        Assert.Equal((284.25, 272.55, 0.0, 70.0), (denver.AirTemperatureK, denver.DewPointK, denver.Precipitation6hMm, denver.WindFromDirectionDegrees));
        Assert.Equal(84_600, denver.SurfacePressurePa!.Value, 300.0);
    }

    [Fact]
    public async Task TheSameMetarsAsPlainLinesAndAsABulletin()
    {
        var path = SharedFiles.Path("real", "metar", "2020100106_metars.csv.gz");
        var fromCsv = await ReadAsync(path);
        var raw = Decoded(path).Select(row => row[^1].Trim()).ToArray();
        var plain = await StationText.ReadAsync(string.Join('\n', raw), "2020100106");
        var bulletin = await StationText.ReadAsync("SAXX99 KWBC 010600\n" + string.Concat(raw.Select(text => $"METAR {text.Replace(" RMK", "\n     RMK", StringComparison.Ordinal)}=\n")), "2020100106");
        foreach (var items in new[] { plain, bulletin })
        {
            Assert.Equal(fromCsv.Select(Values), items.Select(item => Values(item.Reading!)));
        }
    }

    [Fact]
    public async Task TheBulletinThatReferenceMessagesWereMadeOf()
    {
        var positions = StationPositionList.Read(SharedFiles.Path("real", "fm12", "example_with_bufr_station_list.csv"));
        var readings = await ReadAsync(
            SharedFiles.Path("real", "fm12", "A_SMRO01YRBK211200_C_EDZW_20220321120500_12524785.txt"), new StationReadOptions { Positions = positions });
        Assert.All(readings, r => Assert.Equal(new DateTimeOffset(2022, 3, 21, 12, 0, 0, TimeSpan.Zero), r.Time));
        Assert.Equal(Reference, readings.Select(r => (
            int.Parse(r.StationId[10..], CultureInfo.InvariantCulture), r.AirTemperatureK, r.DewPointK, r.SurfacePressurePa,
            r.WindFromDirectionDegrees, r.WindSpeedMetresPerSecond, r.Precipitation6hMm)));
        Assert.Equal((47.77706163, 23.94046026, 503.0), (readings[0].LatitudeDegrees, readings[0].LongitudeDegrees, readings[0].ElevationMetres));
    }

    [Fact]
    public async Task ABulletinAndItsCorrections()
    {
        string[] names =
        [
            "A_SMRO01YRBK171200_C_EDZW_20230117120502_51362175.txt", "A_SMRO01YRBK171200CCA_C_EDZW_20230117174401_51649529.txt",
            "A_SMRO01YRBK171200CCB_C_EDZW_20230118094300_52396633.txt",
        ];
        var bulletins = new List<List<StationReading>>();
        foreach (var name in names)
        {
            bulletins.Add(await ReadAsync(SharedFiles.Path("real", "fm12", name)));
        }

        Assert.Equal([23, 1, 1], bulletins.Select(b => b.Count));
        Assert.Equal([0, 1, 2], bulletins.Select(b => b[0].Correction));
        Assert.Equal(["0-20000-0-15108", "0-20000-0-15280"], bulletins.Skip(1).Select(b => b[0].StationId));
        Assert.All(bulletins.SelectMany(b => b), r => Assert.Equal(new DateTimeOffset(2023, 1, 17, 12, 0, 0, TimeSpan.Zero), r.Time));
        Assert.Equal((270.35, 0.4), (bulletins[1][0].AirTemperatureK, bulletins[1][0].Precipitation6hMm));
        Assert.Equal((268.45, 0.0), (bulletins[2][0].AirTemperatureK, bulletins[2][0].Precipitation6hMm));
    }

    [Fact]
    public async Task EveryGroupAtOnce()
    {
        var reading = Assert.Single(await ReadAsync(SharedFiles.Path("real", "fm12", "all_groups.txt"), new StationReadOptions { ReferenceTime = new(2022, 3, 21, 12, 5, 0, TimeSpan.Zero) }));
        Assert.Equal(("0-20000-0-15001", 283.45, 264.15, 97_650), (reading.StationId, reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa));
        // 7 mm in six hours; the hour's 3 mm of section 3 stand behind radiation of the same number.
        Assert.Equal((290, 31, 7), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond, reading.Precipitation6hMm));
    }

    /// <summary>Station, temperature, dew point, pressure, wind and six hours' precipitation in the reference messages, by ecCodes 2.28.</summary>
    private static readonly (int, double?, double?, double?, double?, double?, double?)[] Reference =
    [
        (15015, 283.45, 264.15, 97_650, 250, 1, 0),
        (15020, 286.15, 265.65, 101_770, 310, 4, 0),
        (15090, 287.05, 265.65, 102_710, 310, 2, 0),
        (15108, 269.25, 260.95, 82_100, 40, 2, 0),
        (15120, 283.25, 264.25, 98_740, 20, 2, 0),
        (15150, 285.75, 262.85, 101_520, 350, 5, 0),
        (15170, 282.85, 262.55, 95_590, 20, 4, 0),
        (15200, 285.45, 264.95, 102_300, 30, 3, 0),
        (15230, 283.55, 260.95, 100_780, 80, 5, 0),
        (15260, 281.45, 263.85, 98_310, 110, 3, 0),
        (15280, 261.75, 257.05, 75_780, 50, 9, 0),
        (15292, 283.55, 264.45, 100_720, 270, 1, 0),
        (15310, 286.25, 265.75, 102_610, 10, 4, 0),
        (15335, 284.95, 263.55, 103_430, 20, 5, 0),
        (15346, 285.55, 263.15, 100_590, 350, 2, 0),
        (15350, 285.65, 265.65, 102_350, 30, 8, 0),
        (15360, 278.45, 271.35, 103_310, 30, 5, 0),
        (15410, 285.15, 263.25, 102_670, 120, 3, 0),
        (15420, 285.55, 261.85, 102_380, 60, 5, 0),
        (15450, 283.35, 262.95, 101_220, 80, 4, 0),
        (15460, 283.55, 263.75, 103_250, 50, 3, 0),
        (15470, 283.55, 263.85, 102_310, 70, 6, 0),
        (15480, 279.25, 269.25, 103_310, 50, 3, 0),
    ];

    private static object Values(StationReading r) =>
        (r.StationId, r.Time, r.AirTemperatureK, r.DewPointK, r.WindFromDirectionDegrees, r.WindSpeedMetresPerSecond, r.Precipitation6hMm, r.Correction);

    private static bool AssertCelsius(string cell, double? kelvin, double tolerance)
    {
        if (Number(cell) is not { } celsius || kelvin is not { } value)
        {
            return false;
        }

        Assert.Equal(celsius, value - 273.15, tolerance);
        return true;
    }

    private static double? Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static List<string[]> Decoded(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            // Only the raw text, the last column, is quoted.
            var quote = line.IndexOf('"', StringComparison.Ordinal);
            rows.Add([.. line[..(quote - 1)].Split(','), line[(quote + 1)..].TrimEnd('"')]);
        }

        return rows;
    }

    private static async Task<List<StationReading>> ReadAsync(string path, StationReadOptions? options = null)
    {
        var readings = new List<StationReading>();
        await foreach (var item in new StationFormats(options ?? new StationReadOptions()).ReadFileAsync(path, TestContext.Current.CancellationToken))
        {
            Assert.Null(item.Unreadable);
            readings.Add(item.Reading!);
        }

        return readings;
    }
}
