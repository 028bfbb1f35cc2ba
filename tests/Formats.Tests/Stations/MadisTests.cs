using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Frames;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Stations;

public sealed class MadisTests
{
    // 29 November 2026, 12:00 UTC.
    private const double Noon = 1_795_953_600;

    [Fact]
    public async Task ReportsOfMesonets()
    {
        var items = await StationText.ReadAsync(Mesonet().Bytes(), "20261129_1200");
        Assert.All(items, item => Assert.Equal("madis", item.Format));
        var reading = items[0].Reading!;
        Assert.Equal(("AP123", new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero)), (reading.StationId, reading.Time));
        Assert.Equal((40.0151, -105.2705, 1655.0), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        Assert.Equal((283.15, 275.25, 83_510.0), (reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa));
        Assert.Equal((270.0, 3.6), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond));
        // The amount is of no period that anybody knows.
        Assert.Equal((null, "20261129_1200", 1L), (reading.Precipitation6hMm, reading.Source, reading.SourceRecord));
        var bare = items[1].Reading!;
        // Without an identifier of its own it is known by that of its provider.
        Assert.Equal(("PROV-7", null), (bare.StationId, bare.Time));
        Assert.Equal((null, null, null), (bare.LatitudeDegrees, bare.ElevationMetres, bare.AirTemperatureK));
        Assert.Equal((null, null, null), (bare.DewPointK, bare.SurfacePressurePa, bare.WindSpeedMetresPerSecond));
    }

    [Fact]
    public async Task ReportsOfAirports()
    {
        var reading = Assert.Single(await StationText.ReadAsync(Metar().Bytes())).Reading!;
        Assert.Equal(("KORD", new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero)), (reading.StationId, reading.Time));
        // In tenths of the remarks; the dew point of the remarks contradicts the one that was judged.
        Assert.Equal((262.05, 260.15, 2.5), (reading.AirTemperatureK, reading.DewPointK, reading.Precipitation6hMm));
        // 1013.2 hPa at 205 m.
        Assert.Equal(98_879, reading.SurfacePressurePa!.Value, 20.0);
        Assert.Equal(1, reading.Correction);
    }

    [Theory]
    [InlineData('V', 0, QualityFlag.Assimilated, 283.15)]
    [InlineData('S', 0, QualityFlag.Assimilated, 283.15)]
    [InlineData('C', 0, QualityFlag.Assimilated, 283.15)]
    [InlineData('G', 64, QualityFlag.Assimilated, 283.15)]
    [InlineData('T', 0, QualityFlag.Assimilated, 283.15)]
    [InlineData('Z', 0, QualityFlag.Assimilated, 283.15)]
    [InlineData('\0', 0, QualityFlag.Assimilated, 283.15)]
    [InlineData('X', 3, QualityFlag.OutOfRange, 283.15)]
    [InlineData('Q', 9, QualityFlag.Inconsistent, 283.15)]
    [InlineData('Q', 17, QualityFlag.Step, 283.15)]
    [InlineData('Q', 33, QualityFlag.BuddyDeparture, 283.15)]
    [InlineData('Q', 65, QualityFlag.BuddyDeparture, 283.15)]
    [InlineData('Q', 0, QualityFlag.Inconsistent, 283.15)]
    [InlineData('B', 0, QualityFlag.Missing, null)]
    [InlineData('W', 0, QualityFlag.Missing, null)]
    [InlineData('I', 0, QualityFlag.Missing, null)]
    public async Task DescriptorsBecomeFlags(char letter, int results, QualityFlag flag, double? temperature)
    {
        var file = Named("A").Floats("temperature", "kelvin", 283.15f).Letters("temperatureDD", letter.ToString()).Ints("temperatureQCR", results)
            .Floats("latitude", "degree_north", 1).Floats("longitude", "degree_east", 2).Floats("precip6Hour", "mm", 1);
        var reading = Assert.Single(await StationText.ReadAsync(file.Bytes())).Reading!;
        Assert.Equal((temperature, flag), (reading.AirTemperatureK, reading.AirTemperatureFlag));
        Assert.Equal(flag == QualityFlag.Assimilated, reading.FlagReason.Length == 0);
        // The checks of ingest let it stand, and the other value stays.
        var judged = new ReadingQualityControl(new QualityControlOptions(), new FixedTime(reading.Time!.Value)).Apply(reading);
        Assert.Equal((flag, QualityFlag.Assimilated, reading.FlagReason), (judged.AirTemperatureFlag, judged.PrecipitationFlag, judged.FlagReason));
    }

    [Fact]
    public async Task ReasonsSayWhatOfWhich()
    {
        var file = Named("A").Floats("temperature", "K", 400).Letters("temperatureDD", "X").Floats("precip6Hour", "meter", 0.4f).Letters("precip6HourDD", "B");
        var reading = Assert.Single(await StationText.ReadAsync(file.Bytes())).Reading!;
        Assert.Equal("air temperature: MADIS rejects it (X); precipitation: found bad by a person (MADIS, B)", reading.FlagReason);
        Assert.Equal((null, QualityFlag.Missing), (reading.Precipitation6hMm, reading.PrecipitationFlag));
    }

    [Theory]
    [InlineData('V', 275.25)]
    [InlineData('Q', null)]
    [InlineData('X', null)]
    public async Task ValuesWithoutAFlagOfTheirOwnAreLeftOutWhereDoubted(char letter, double? dewPoint)
    {
        var file = Named("A").Floats("dewpoint", "kelvin", 275.25f).Letters("dewpointDD", letter.ToString());
        Assert.Equal(dewPoint, Assert.Single(await StationText.ReadAsync(file.Bytes())).Reading!.DewPointK);
    }

    [Fact]
    public async Task ZippedAndPlainAreTheSame()
    {
        using var scratch = new ScratchFolder();
        var bytes = Mesonet().Bytes();
        File.WriteAllBytes(scratch["20261129_1200"], bytes);
        File.WriteAllBytes(scratch["20261129_1200.gz"], StationText.Gzip(bytes));
        var (plain, zipped) = (await ReadAsync(scratch["20261129_1200"]), await ReadAsync(scratch["20261129_1200.gz"]));
        Assert.Equal(plain.Select(r => r with { Source = "" }), zipped.Select(r => r with { Source = "" }));
        // decode takes neither for fields.
        Assert.False(FrameRecognition.LooksLikeFrames(scratch["20261129_1200"]));
        Assert.False(FrameRecognition.LooksLikeFrames(scratch["20261129_1200.gz"]));
    }

    [Fact]
    public async Task FilesThatCannotBeRead()
    {
        await AssertRefusedAsync(new MadisFile(1).Doubles("timeObs", null, Noon).Letters("temperatureDD", "V"), "no text variable 'stationId' or 'stationName'");
        await AssertRefusedAsync(new MadisFile(1).Text("stationId", "maxStaIdLen", 6, "A").Letters("temperatureDD", "V"), "no variable 'observationTime' or 'timeObs'");
        await AssertRefusedAsync(Named("A").Floats("temperature", "fahrenheit", 50), "'temperature' is in 'fahrenheit', not in kelvin");
        await AssertRefusedAsync(
            new MadisFile(1).Text("stationId", "maxStaIdLen", 6, "A").Doubles("timeObs", "fortnights since 1-1-1970", Noon), "Time units");
        var whole = Mesonet().Bytes();
        for (var length = 4; length < whole.Length; length += 7)
        {
            var letter = Assert.Single(await StationText.ReadAsync(whole[..length], options: new StationReadOptions { Format = "madis" })).Unreadable!;
            Assert.Contains("cut short", letter.Reason, StringComparison.Ordinal);
        }

        Assert.Empty(await StationText.ReadAsync(Count(0)));
    }

    [Fact]
    public async Task HostileValuesAreReadingsOrDeadLetters()
    {
        var file = new MadisFile(4).Text("stationId", "maxStaIdLen", 6, "A\nB", "", "A", "A").Doubles("observationTime", "seconds since 1-1-1970", Noon, double.NaN, double.MaxValue, -1e300)
            .Floats("latitude", "degree_north", 1, float.NaN, float.PositiveInfinity, 91).Floats("temperature", "kelvin", float.NegativeInfinity, 280, float.NaN, -5)
            .Letters("temperatureDD", "??\u0007V");
        var items = await StationText.ReadAsync(file.Bytes());
        Assert.Equal("The station id is not printable.", items[0].Unreadable!.Reason);
        Assert.Equal(["", "A", "A"], items.Skip(1).Select(item => item.Reading!.StationId));
        Assert.All(items.Skip(1), item => Assert.Null(item.Reading!.Time));
        Assert.Equal([null, null, 91.0], items.Skip(1).Select(item => item.Reading!.LatitudeDegrees));
        Assert.Equal([280.0, null, -5.0], items.Skip(1).Select(item => item.Reading!.AirTemperatureK));
    }

    [Fact]
    public async Task ChangedBytesAreReadOrDeadLettered()
    {
        var whole = Mesonet().Bytes();
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var changed = whole.ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                changed[random.Next(4, changed.Length)] = (byte)(round % 3 == 0 ? 0xFF : random.Next(256));
            }

            foreach (var item in await StationText.ReadAsync(changed, options: new StationReadOptions { Format = "madis" }))
            {
                Assert.True(item.Reading is not null || item.Unreadable!.Reason.Length > 0);
            }
        }
    }

    private static MadisFile Mesonet() => new MadisFile(2)
        .Text("providerId", "maxProviderIdLen", 12, "PROV-5", "PROV-7").Text("stationId", "maxStaIdLen", 6, "AP123", "")
        .Text("stationName", "maxNameLength", 51, "Somewhere in the hills", "Elsewhere")
        .Floats("latitude", "degree_north", 40.0151f, -9999).Floats("longitude", "degree_east", -105.2705f, MadisFile.Fill).Floats("elevation", "meter", 1655, MadisFile.Fill)
        .Doubles("observationTime", "seconds since 1-1-1970", Noon, -9999)
        .Floats("temperature", "kelvin", 283.15f, MadisFile.Fill).Letters("temperatureDD", "VZ").Ints("temperatureQCR", 0, 0)
        .Floats("dewpoint", "kelvin", 275.25f, -99999).Letters("dewpointDD", "SZ")
        .Floats("stationPressure", "pascal", 83_510, MadisFile.Fill).Letters("stationPressureDD", "CZ").Floats("seaLevelPressure", "pascal", 101_300, 101_300)
        .Floats("windDir", "degree", 270, MadisFile.Fill).Floats("windSpeed", "meter/sec", 3.6f, MadisFile.Fill).Letters("windSpeedDD", "VZ")
        .Floats("precipAccum", "mm", 12, MadisFile.Fill);

    private static MadisFile Metar() => new MadisFile(1)
        .Text("stationName", "maxStaNamLen", 5, "KORD").Floats("latitude", "degree_north", 41.98f).Floats("longitude", "degree_east", -87.9f).Floats("elevation", "meter", 205)
        .Doubles("timeObs", "seconds since 1970-1-1 00:00:00.0", Noon).Ints("correction", 1)
        .Floats("temperature", "kelvin", 262.15f).Letters("temperatureDD", "V").Floats("tempFromTenths", "kelvin", 262.05f)
        .Floats("dewpoint", "kelvin", 260.15f).Letters("dewpointDD", "V").Floats("dpFromTenths", "kelvin", 250.05f)
        .Floats("altimeter", "pascal", 101_320).Letters("altimeterDD", "V").Floats("seaLevelPress", "pascal", 101_400).Floats("precip6Hour", "meter", 0.0025f).Letters("precip6HourDD", "C");

    private static MadisFile Named(string id) => new MadisFile(1).Text("stationId", "maxStaIdLen", 6, id).Doubles("observationTime", "seconds since 1-1-1970", Noon);

    private static byte[] Count(int count) => new MadisFile(count).Text("stationId", "maxStaIdLen", 6).Doubles("observationTime", "seconds since 1-1-1970").Bytes();

    private static async Task AssertRefusedAsync(MadisFile file, string reason)
    {
        var letter = Assert.Single(await StationText.ReadAsync(file.Bytes())).Unreadable!;
        Assert.Contains(reason, letter.Reason, StringComparison.Ordinal);
        Assert.Equal(0, letter.Record);
    }

    private static async Task<List<StationReading>> ReadAsync(string path)
    {
        var readings = new List<StationReading>();
        await foreach (var item in new StationFormats(new StationReadOptions()).ReadFileAsync(path, TestContext.Current.CancellationToken))
        {
            readings.Add(item.Reading!);
        }

        return readings;
    }
}
