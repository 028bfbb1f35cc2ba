using System.Globalization;
using System.IO.Compression;
using System.Text;
using Slams.Core.Observations;
using Slams.Formats.Soundings;
using Slams.Formats.Tests.Bufr;
using Slams.Formats.Tests.Stations;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Soundings;

public sealed class SoundingTests
{
    private const string Header = "#XXM00010007 2026 11 29 06 0531    3 ncdc6301 ncdc6301  471234  -085432";

    private static readonly string[] Levels =
    [
        "21 -9999  96850   431B   82B  906    23   240    37 ",
        "10 -9999  85000  1480B    9B-9999 -9999 -9999 -9999 ",
        "20 -9999  70000 -9999 -8888 -9999 -9999 -9999 -9999 ",
    ];

    [Fact]
    public async Task IgraLevelByLevel()
    {
        var sounding = Assert.Single(await ReadAsync([Header, .. Levels])).Sounding!;
        Assert.Equal(("XXM00010007", new DateTimeOffset(2026, 11, 29, 6, 0, 0, TimeSpan.Zero)), (sounding.StationId, sounding.Time));
        Assert.Equal((47.1234, -8.5432), (sounding.LatitudeDegrees, sounding.LongitudeDegrees));
        // The third has no value.
        Assert.Equal([new SoundingLevel(96_850, 431, 281.35, 279.05), new SoundingLevel(85_000, 1480, 274.05, null)], sounding.Levels);
    }

    [Fact]
    public async Task WithoutANominalHourTheReleaseCounts()
    {
        var items = await ReadAsync([Header.Replace(" 06 ", " 99 ", StringComparison.Ordinal), .. Levels]);
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 5, 31, 0, TimeSpan.Zero), Assert.Single(items).Sounding!.Time);
    }

    [Theory]
    [InlineData("0599", 5)]
    [InlineData("9999", null)]
    public async Task AReleaseWithoutMinutesIsAtItsHour(string release, int? hour)
    {
        var items = await ReadAsync([Header.Replace(" 06 0531", " 99 " + release, StringComparison.Ordinal), .. Levels]);
        Assert.Equal(hour is { } known ? new DateTimeOffset(2026, 11, 29, known, 0, 0, TimeSpan.Zero) : null, Assert.Single(items).Sounding!.Time);
    }

    [Fact]
    public async Task GarbledLinesCostNoNeighbour()
    {
        var items = await ReadAsync(
        [
            Header, Levels[0], Levels[1][..20], Levels[2],
            Header[..60], Levels[0], Levels[1],
            Header, Levels[0],
            Header, .. Levels,
        ]);
        Assert.Equal([1, 1, 2], items.Where(item => item.Sounding is not null).Select(item => item.Sounding!.Levels.Count));
        Assert.Equal([3L, 5, 8], items.Where(item => item.Unreadable is not null).Select(item => item.Unreadable!.Record));
        Assert.Contains("1 of 3 levels", items.Last(item => item.Unreadable is not null).Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BufrLevelByLevel()
    {
        BufrMessages.RequireTables();
        var items = await ReadFileAsync(BufrMessages.Path("sounding"));
        var sounding = Assert.Single(items).Sounding!;
        Assert.Equal(("0-20000-0-10007", 47.1, -8.5, 431), (sounding.StationId, sounding.LatitudeDegrees, sounding.LongitudeDegrees, sounding.ElevationMetres));
        Assert.Equal([new SoundingLevel(96_850, 431, 281.36, 279.02), new SoundingLevel(85_000, 1480, 274.05, null)], sounding.Levels);
    }

    [Fact]
    public async Task MoreLevelsThanAnybodyWrites()
    {
        BufrMessages.RequireTables();
        // 260,100 levels of a bit of pressure and a bit of temperature.
        var message = BufrHostileTests.Message([106004, 105255, 104255, 206001, 7004, 206001, 12101], 37, new byte[65_025]);
        message[18] = 2;
        using var scratch = new ScratchFolder();
        File.WriteAllBytes(scratch["x"], [.. message, .. BufrMessages.Bytes("sounding")]);
        var items = await ReadFileAsync(scratch["x"]);
        Assert.Equal(2, items.Count);
        Assert.Equal("The message has more than 200000 levels.", items[0].Unreadable!.Reason);
        Assert.Equal(2, items[1].Sounding!.Levels.Count);
    }

    [Fact]
    public async Task ChangedMessagesAndLinesNeverThrow()
    {
        BufrMessages.RequireTables();
        using var scratch = new ScratchFolder();
        var random = new Random(3);
        byte[][] originals = [BufrMessages.Bytes("sounding"), Encoding.ASCII.GetBytes(string.Join('\n', [Header, .. Levels]))];
        for (var round = 0; round < 400; round++)
        {
            var changed = originals[round % 2].ToArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                changed[random.Next(4, changed.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(scratch["x"], changed);
            Assert.NotEmpty(await ReadFileAsync(scratch["x"]));
        }
    }

    [Fact]
    public async Task AsCsv()
    {
        var stream = new MemoryStream();
        using (var writer = new SoundingCsvWriter(stream, leaveOpen: true))
        {
            writer.Write(Assert.Single(await ReadAsync([Header, .. Levels])).Sounding!);
        }

        Assert.Equal(
            "station_id,time,latitude,longitude,elevation_m,pressure_Pa,geopotential_height_m,air_temperature_K,dew_point_K\n"
            + "XXM00010007,2026-11-29T06:00:00Z,47.1234,-8.5432,,96850,431,281.35,279.05\n"
            + "XXM00010007,2026-11-29T06:00:00Z,47.1234,-8.5432,,85000,1480,274.05,\n",
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task AsProfilesAmongTheFormatsOfStations()
    {
        var items = await StationText.ReadAsync(Encoding.ASCII.GetBytes(string.Join('\n', [Header, .. Levels, Header[..60], Header, Levels[0], Levels[0], Levels[0]])));
        Assert.Equal(["igra", "igra", "igra"], items.Select(item => item.Format));
        var profile = items[0].Profile!;
        Assert.Equal(("XXM00010007", 47.1234, -8.5432, 1), (profile.StationId, profile.LatitudeDegrees, profile.LongitudeDegrees, profile.SourceRecord));
        Assert.Equal([new ProfileLevel(96_850, 281.35f), new ProfileLevel(85_000, 274.05f)], profile.Levels);
        Assert.Equal((5, 6), (items[1].Unreadable!.Record, items[2].Profile!.SourceRecord));
    }

    [Fact]
    public async Task ASoundingWithMoreLevelsThanARecordOfTheLogHolds()
    {
        var levels = Enumerable.Repeat("21 -9999  96850   431B   82B  906    23   240    37 ", 9_999).ToArray();
        var header = Header.Replace("   3 ncdc", "9999 ncdc", StringComparison.Ordinal);
        Assert.Equal(9_999, Assert.Single(await StationText.ReadAsync(Encoding.ASCII.GetBytes(string.Join('\n', [header, .. levels])))).Profile!.Levels.Count);

        BufrMessages.RequireTables();
        // 20,000 levels of a bit of pressure and a bit of temperature.
        var message = BufrHostileTests.Message([105100, 104200, 206001, 7004, 206001, 12101], 37, new byte[5_000]);
        message[18] = 2;
        var letter = Assert.Single(await StationText.ReadAsync(message)).Unreadable!;
        Assert.Equal("The sounding has 20000 temperatures, more than 18000.", letter.Reason);
    }

    [Fact]
    public async Task TheRealSoundingOfBarrow()
    {
        var path = SharedFiles.Path("real", "sounding", "igra2_sounding.USM00070026-data.txt");
        var items = await ReadFileAsync(path);
        // Of the last there is the header alone.
        Assert.Equal(3, items.Count(item => item.Sounding is not null));
        Assert.Equal("The sounding has 0 of 147 levels.", items[^1].Unreadable!.Reason);
        var sounding = items[0].Sounding!;
        Assert.Equal(("USM00070026", 71.2889, -156.7833), (sounding.StationId, sounding.LatitudeDegrees, sounding.LongitudeDegrees));
        Assert.Equal(new DateTimeOffset(2010, 6, 1, 0, 0, 0, TimeSpan.Zero), sounding.Time);
        Assert.Equal(new SoundingLevel(100_980, 12, 273.15, 273.15), sounding.Levels[0]);
        Assert.Equal(new SoundingLevel(85_000, 1383, 269.65, 268.85), sounding.Levels.Single(level => level.PressurePa == 85_000));
    }

    [Fact]
    public async Task All420SoundingsOfOneHour()
    {
        BufrMessages.RequireTables();
        var expected = Rows(SharedFiles.Path("real", "derived", "temp_420_profiles.csv.gz")).ToList();
        var items = await ReadFileAsync(SharedFiles.Path("real", "bufr", "temp.bufr"));
        Assert.Equal(420, items.Count);
        var levels = items.SelectMany(item => item.Sounding!.Levels.Where(level => level.TemperatureK is not null).Select(level => (item.Sounding, level))).ToList();
        Assert.Equal((18_742, 18_742), (expected.Count, levels.Count));
        foreach (var (row, (sounding, level)) in expected.Zip(levels))
        {
            Assert.Equal($"0-20000-0-{row[0].PadLeft(5, '0')}", sounding!.StationId);
            Assert.Equal(Number(row[1])!.Value, sounding.LatitudeDegrees!.Value, 1e-6);
            Assert.Equal(Number(row[2])!.Value, sounding.LongitudeDegrees!.Value, 1e-6);
            Assert.Equal(new DateTimeOffset(2008, 12, 8, 12, 0, 0, TimeSpan.Zero), sounding.Time!.Value, TimeSpan.FromHours(3));
            Assert.Equal(Number(row[5])!.Value, level.PressurePa, 1e-6);
            Assert.Equal(Number(row[6])!.Value, level.TemperatureK!.Value, 1e-6);
            if (Number(row[7]) is { } dewPoint)
            {
                Assert.Equal(dewPoint, level.DewPointK!.Value, 1e-6);
            }
        }
    }

    private static double? Number(string cell) => cell.Length > 0 ? double.Parse(cell, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string[]> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    private static async Task<List<SoundingItem>> ReadAsync(string[] lines)
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch["data.txt"], string.Join('\n', lines) + "\n");
        return await ReadFileAsync(scratch["data.txt"]);
    }

    private static async Task<List<SoundingItem>> ReadFileAsync(string path)
    {
        var items = new List<SoundingItem>();
        await foreach (var item in new SoundingFormats().ReadFileAsync(path, TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        return items;
    }
}
