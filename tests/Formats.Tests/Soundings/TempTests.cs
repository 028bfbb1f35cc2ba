using Slams.Core.Observations;
using Slams.Formats.Soundings;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Stations;
using static Slams.Formats.Tests.Soundings.TempText;

namespace Slams.Formats.Tests.Soundings;

public sealed class TempTests
{
    // Two public examples, the first with the table that the British Antarctic Survey's decoder makes of it.
    private const string Marion =
        "TTAA  66001 68994 99011 10427 34019\n00117 09632 34019 92767 10429 01022 85465 06437 35034\n70049 03886 35035 50568 15769 34536 40733 26763 34538\n"
        + "30933 42958 32544 25054 52158 31550 20194 62958 32549\n15373 59799 31550 10625 61399 31546 88999 77999=\n";

    private const string Albany =
        "TTAA 81001 72518 99030 08863 33004 00263 10464 34016 92904 04461 00518 85585 00079 01526 70138 04182 32526 50572 17372 31549 40736 28766 31052 "
        + "30935 45763 30055 25054 55158 29568 20193 63557 28573 15371 58560 27071 10624 62164 28053 88192 64957 28579 77182 28581 41314 51515 10164 00021 10194 36018 34526=";

    // Four parts of one ascent as sent, those of winds cut.
    private const string SaoPaulo =
        "USBZ01 SBBR 231200\n\nTTAA 73121 83779 99938 21224 01008 00163 ///// ///// 92843 20019 07506 85570 18650 36008 70207 08030 34004 50591 06563 29503 40761 18364 30017 "
        + "30970 33138 28015 25095 43722 28026 20241 55957 29040 15418 68957 28039 10658 73364 28019 88999 77999 31313 42308 81131=\n"
        + "TTBB 73128 83779 00938 21224 11882 16804 22870 19856 33735 11056 44712 08616 55615 01218 66569 01530 77540 03758 88531 04546 99524 04761 11520 05356 22479 08370 "
        + "33101 73164 21212 00938 01008 11870 01510 31313 42308 81131 41414 86500=\n"
        + "TTCC 73123 83779 70865 71568 15020 50064 67574 12519 30380 58383 08535 88906 77162 26018 77999 31313 42308 81131=\n"
        + "TTDD 7312/ 83779 11906 77162 22585 70370 33542 70970 44445 63978 55283 57785 21212 11935 25516 31313 42308 81131=\n";

    [Fact]
    public async Task StandardLevels()
    {
        var sounding = await SoundingAsync(Marion);
        Assert.Equal(("0-20000-0-68994", new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero)), (sounding.StationId, sounding.Time));
        Assert.Equal(
            [
                Level(1011, null, 10.4, 2.7), Level(1000, 117, 9.6, 3.2), Level(925, 767, 10.4, 2.9), Level(850, 1465, 6.4, 3.7), Level(700, 3049, 3.8, 36),
                Level(500, 5680, -15.7, 19), Level(400, 7330, -26.7, 13), Level(300, 9330, -42.9, 8), Level(250, 10_540, -52.1, 8), Level(200, 11_940, -62.9, 8),
                Level(150, 13_730, -59.7, 49), Level(100, 16_250, -61.3, 49),
            ],
            sounding.Levels);
    }

    [Fact]
    public async Task TropopauseAndWhatComesBehindIt()
    {
        var sounding = await SoundingAsync(Albany);
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero), sounding.Time);
        Assert.Equal(13, sounding.Levels.Count);
        Assert.Equal([Level(200, 11_930, -63.5, 7), Level(192, null, -64.9, 7), Level(150, 13_710, -58.5, 10)], sounding.Levels.Skip(9).Take(3));
    }

    [Fact]
    public async Task AProfileOfTheLevelsWithATemperatureAmongTheFormatsOfStations()
    {
        var options = new StationReadOptions { ReferenceTime = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero) };
        var item = Assert.Single(await StationText.ReadAsync(SaoPaulo.Replace("231200\n", "231200 CCB\n", StringComparison.Ordinal), options: options));
        Assert.Equal(("temp", "0-20000-0-83779", 2, 3), (item.Format, item.Profile!.StationId, item.Profile.Correction, item.Profile.SourceRecord));
        Assert.Equal(options.ReferenceTime.Value.AddHours(-12), item.Profile.Time);
        Assert.Equal(12 + 12 + 3 + 5 - 1, item.Profile.Levels.Count);
        Assert.Equal(new ProfileLevel(93_800, 294.35f), item.Profile.Levels[0]);
    }

    [Fact]
    public async Task PartsOfAnAscentAreOneSounding()
    {
        var sounding = await SoundingAsync(SaoPaulo);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero), sounding.Time);
        // 12 standard levels, the surface twice, 12 more significant ones; above 5 pressures beside 70, 50 and 30 hPa, the tropopause twice.
        Assert.Equal(12 + 12 + 3 + 5, sounding.Levels.Count);
        Assert.Equal(sounding.Levels.OrderByDescending(level => level.PressurePa), sounding.Levels);
        // Under the ground at that station.
        Assert.Equal(new SoundingLevel(100_000, 163, null, null), sounding.Levels[0]);
        Assert.Equal([Level(938, null, 21.2, 2.4), Level(925, 843, 20, 1.9), Level(882, null, 16.8, 0.4), Level(870, null, 19.8, 6), Level(850, 1570, 18.6, 5)], sounding.Levels.Skip(1).Take(5));
        Assert.Equal([Level(101, null, -73.1, 14), Level(100, 16_580, -73.3, 14), Level(90.6, null, -77.1, 12), Level(70, 18_650, -71.5, 18), Level(58.5, null, -70.3, 20)], sounding.Levels.Skip(22).Take(5));
        Assert.Equal(Level(28.3, null, -57.7, 35), sounding.Levels[^1]);
    }

    [Theory]
    [InlineData("01106", -1.1, 0.6)]
    [InlineData("01206", 1.2, 0.6)]
    [InlineData("00000", 0.0, 0.0)]
    [InlineData("05050", 5.0, 5.0)]
    [InlineData("05053", 5.0, null)]
    [InlineData("05056", 5.0, 6.0)]
    [InlineData("90199", -90.1, 49.0)]
    [InlineData("050//", 5.0, null)]
    public async Task TemperatureAndDepression(string group, double temperature, double? depression) =>
        Assert.Equal(Level(1011, null, temperature, depression), Assert.Single((await SoundingAsync($"TTAA 66001 68994 99011 {group} 34019=")).Levels));

    [Theory]
    [InlineData("00117", 117.0)]
    [InlineData("00520", -20.0)]
    [InlineData("00///", null)]
    [InlineData("92766", 766.0)]
    [InlineData("92050", 1050.0)]
    [InlineData("85957", 957.0)]
    [InlineData("85585", 1585.0)]
    [InlineData("70480", 2480.0)]
    [InlineData("70207", 3207.0)]
    [InlineData("50490", 4900.0)]
    [InlineData("40761", 7610.0)]
    [InlineData("30850", 8500.0)]
    [InlineData("25095", 10_950.0)]
    [InlineData("25960", 9600.0)]
    [InlineData("20241", 12_410.0)]
    [InlineData("15373", 13_730.0)]
    [InlineData("10658", 16_580.0)]
    [InlineData("10O58", null)]
    public async Task Heights(string group, double? height) =>
        Assert.Equal(height, Assert.Single((await SoundingAsync($"TTAA 66001 68994 {group} 01106 34019=")).Levels).HeightMetres);

    [Theory]
    [InlineData("70841", 18_410.0)]
    [InlineData("50055", 20_550.0)]
    [InlineData("30379", 23_790.0)]
    [InlineData("20640", 26_400.0)]
    [InlineData("10070", 30_700.0)]
    [InlineData("07341", 33_410.0)]
    [InlineData("01780", 47_800.0)]
    public async Task HeightsAbove100HectoPascals(string group, double height) =>
        Assert.Equal(height, Assert.Single((await SoundingAsync($"TTCC 66001 68994 {group} 51106 34019=")).Levels).HeightMetres);

    [Theory]
    // Winds to 400 hPa, none above; temperatures of -25 and -20 degrees look like levels. To 150 hPa. Without any but that of the surface, calm, and without.
    [InlineData("66004", "99011 10427 34019 40733 26763 34538 30933 25158 25054 20558 20194 62958 88194 62958 31550 77999", 6)]
    [InlineData("66001", "99011 10427 34019 40733 26763 34538 30933 25158 25054 20194 62958 30020 15373 59799 31550 10625 61399 88999 77999", 6)]
    [InlineData("6600/", "99011 10427 00000 00117 09632 92767 10429 85465 06437 70049 03886 77999", 5)]
    [InlineData("6600/", "99011 10427 00117 09632 92767 10429 85465 06437 88999 77999", 4)]
    [InlineData("66000", "99011 10427 34019 00117 09632 34019 92767 10429 85465 06437 51515 10164 00012", 4)]
    // A variable wind, one that is not known, a maximum with shear.
    [InlineData("66001", "99011 10427 99002 00117 09632 ///// 92767 10429 01022 77182 28581 41314 31313 00202 81131", 3)]
    public async Task WindsAreThereOrNot(string time, string groups, int levels)
    {
        var sounding = await SoundingAsync($"TTAA {time} 68994 {groups}=");
        Assert.Equal(levels, sounding.Levels.Count);
        Assert.All(sounding.Levels, level => Assert.NotNull(level.TemperatureK));
    }

    [Fact]
    public async Task PressuresOfSignificantLevels()
    {
        var sounding = await SoundingAsync("TTBB 53008 83746 00021 20245 11017 21056 22/// ///// 33952 16024 44939 /////=\n");
        Assert.Equal([Level(1021, null, 20.2, 4.5), Level(1017, null, 21, 6), Level(952, null, 16, 2.4)], sounding.Levels);
    }

    [Fact]
    public async Task ShipsAndMobileStationsStateTheirPositions()
    {
        const string text =
            "UKAT01 EGRR 291200\nUUAA WXYZ9 79121 99105 70251 02725 99013 25456 09012 00122 24258 09513=\nUUBB WXYZ9 7912/ 99105 70251 02725 00013 25456 11950 21060=\n"
            + "IIAA DEF12 79121 99483 10117 18211 05203 99960 11024 25005=\nUUAA WXYZ9 79121 98105 70251 02725 99013 25456 09012=\nUUAA 79121 99105 70251 02725 99013 25456 09012=\n";
        var items = await ReadAsync(text);
        Assert.Equal(2, items.Count(item => item.Unreadable is not null));
        var soundings = items.Where(item => item.Sounding is not null).Select(item => item.Sounding!).ToList();
        Assert.Equal([("WXYZ9", 10.5, -25.1, null), ("DEF12", 48.3, 11.7, 520.0)], soundings.Select(s => (s.StationId, s.LatitudeDegrees!.Value, s.LongitudeDegrees!.Value, s.ElevationMetres)));
        Assert.Equal([Level(1013, null, 25.4, 6), Level(1000, 122, 24.2, 8), Level(950, null, 21, 10)], soundings[0].Levels);
        Assert.Equal(Level(960, null, 11, 2.4), Assert.Single(soundings[1].Levels));
    }

    [Fact]
    public async Task PositionsComeFromTheLists()
    {
        var options = Options with { Positions = new Dictionary<string, StationPosition> { ["68994"] = new(-46.88, 37.87, 22) } };
        var items = await ReadAsync(Marion + "TTAA 66001 15015 99011 10427 34019=\nTTAA 66001 99990 99011 10427 34019=\n", options);
        Assert.Equal([-46.88, 47.78, null], items.Select(item => item.Sounding!.LatitudeDegrees));
        Assert.Equal([22.0, 504, null], items.Select(item => item.Sounding!.ElevationMetres));
    }

    [Fact]
    public async Task CorrectionsReplaceTheirPartWhereverTheyStand()
    {
        const string report = "TTAA 79121 68994 99011 10427 34019 00117 09632 34019=\n", corrected = "TTAA 79121 68994 99011 11427 34019=\n";
        const string heading = "USZA01 FAPR 291200";
        foreach (var text in new[] { $"{heading}\n{report}{heading} CCA\n{corrected}", $"{heading} CCA\n{corrected}{heading}\n{report}", $"{heading} CCB\n{corrected}{heading} CCA\n{report}" })
        {
            Assert.Equal(Level(1011, null, 11.4, 2.7), Assert.Single((await SoundingAsync(text)).Levels));
        }

        // Of repeats the fuller stands; another part, or NIL, takes nothing away.
        var repeated = await SoundingAsync($"{heading}\n{report}{heading} RRA\n{corrected}{heading} RRB\nTTBB 79128 68994 00011 10427 11900 05050=\nTTAA 79121 68994 NIL=\n");
        Assert.Equal([Level(1011, null, 10.4, 2.7), Level(1000, 117, 9.6, 3.2), Level(900, null, 5, 5)], repeated.Levels);
        var nothing = await SoundingAsync($"{heading}\nTTAA 79121 68994 NIL=\n");
        Assert.Equal(("0-20000-0-68994", 0), (nothing.StationId, nothing.Levels.Count));
    }

    [Fact]
    public async Task TextOfOtherKindsIsNotTaken()
    {
        foreach (var text in new[] { "TTAA is the first part.\n", "TTAA 99991 68994 99011=\n", "AAXX 29121\n15015 02999 02501 10103=\n" + Marion, "METAR KORD 291151Z 27010KT 10SM 05/01 A2992=\n" + Marion, "UUAA 79121 99105\n" })
        {
            Assert.Contains("no known format of soundings (IGRA, BUFR, TEMP)", Assert.Single(await ReadAsync(text)).Unreadable!.Reason, StringComparison.Ordinal);
        }

        // Where reports of the surface stand too, the file is theirs.
        var items = await StationText.ReadAsync("AAXX 29121\n15015 02999 02501 10103=\n" + Marion, options: Options);
        Assert.Equal("synop", items[0].Format);
        Assert.DoesNotContain(items, item => item.Profile is not null);
    }
}
