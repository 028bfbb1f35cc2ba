using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slams.Core.Observations;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Stations;

public sealed class MetarTests
{
    private static readonly DateTimeOffset Reference = new(2020, 10, 1, 6, 30, 0, TimeSpan.Zero);

    private static readonly StationReadOptions Options = new()
    {
        ReferenceTime = Reference,
        Positions = new Dictionary<string, StationPosition> { ["KCLE"] = new(41.41, -81.85, 238), ["EDDF"] = new(50.05, 8.6, null) },
    };

    [Fact]
    public async Task OneReportWithAllThatIsCarried()
    {
        var reading = await ReadingAsync("KCLE 010551Z 26011G20KT 10SM FEW033 FEW042 11/07 A2984 RMK AO2 SLP121 60002 T01060072 10144 20100 51023");
        Assert.Equal(("KCLE", new DateTimeOffset(2020, 10, 1, 5, 51, 0, TimeSpan.Zero)), (reading.StationId, reading.Time));
        Assert.Equal((41.41, -81.85, 238), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        Assert.Equal((283.75, 280.35), (reading.AirTemperatureK, reading.DewPointK));
        Assert.Equal((260, 5.66), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond));
        Assert.Equal(0.508, reading.Precipitation6hMm);
        // 29.84 inches are 1010.5 hPa at sea level; the standard atmosphere loses 28.3 hPa over 238 m there.
        Assert.Equal(98_220, reading.SurfacePressurePa!.Value, 30.0);
        Assert.Equal((0, "test", 1), (reading.Correction, reading.Source, reading.SourceRecord));
    }

    [Theory]
    [InlineData("24009KT 10SM 12/M03 A2992", 285.15, 270.15)]
    [InlineData("AUTO 24009KT M00/M01 Q1013", 273.15, 272.15)]
    [InlineData("VRB03KT 18/ A3001", 291.15, null)]
    [InlineData("VRB03KT 10/// Q1015", 283.15, null)]
    [InlineData("09005KT ///// Q1015 W25/S4", null, null)]
    [InlineData("00000KT 1/2SM BR CLR A3001", null, null)]
    [InlineData("00000KT 13/13 A3007 RMK AO2 T0133////", 286.45, 286.15)]
    [InlineData("00000KT 12/13 A3007 RMK AO2 T0124", 285.55, 285.55)]
    [InlineData("00000KT M05/M08 A3007 RMK AO2 T10481083", 268.35, 264.85)]
    [InlineData("00000KT 07/M10 A3040 RMK AO1 T00701099", 280.15, 263.25)]
    [InlineData("CAVOK 15/14 Q1001 TEMPO 99/99 RMK T0150", 288.15, 287.15)]
    [InlineData("CAVOK 15/14 Q1001 RMK T01501399X 12/11", 288.15, 287.15)]
    [InlineData("CAVOK 1S/14 Q1001", null, null)]
    public async Task TemperatureInTenthsWhereThereAreTenths(string body, double? temperature, double? dewPoint)
    {
        var reading = await ReadingAsync($"EDDF 010551Z {body}");
        Assert.Equal((temperature, dewPoint), (reading.AirTemperatureK, reading.DewPointK));
    }

    [Theory]
    [InlineData("0551", "P0016 60070 70120", 17.78)]
    [InlineData("1200", "60000", 0.0)]
    [InlineData("1200", "70000", 0.0)]
    [InlineData("1200", "70012", null)]
    [InlineData("0600", "6////", null)]
    [InlineData("0600", "P0016", null)]
    [InlineData("0853", "60070", null)]
    [InlineData("0553", "", null)]
    public async Task PrecipitationIsTheAmountOfSixHours(string clock, string remarks, double? expected) =>
        Assert.Equal(expected, (await ReadingAsync($"KCLE 01{clock}Z 26011KT 11/07 A2984 RMK AO2 {remarks}", Options with { ReferenceTime = Reference.AddHours(8) })).Precipitation6hMm);

    [Theory]
    [InlineData("36010KT", 360.0, 5.14)]
    [InlineData("00000KT", null, 0.0)]
    [InlineData("VRB03MPS", null, 3.0)]
    [InlineData("090108G115KT", 90.0, 55.56)]
    [InlineData("18036KMH", 180.0, 10.0)]
    [InlineData("/////KT", null, null)]
    [InlineData("///02KT", null, 1.03)]
    public async Task Wind(string group, double? direction, double? speed)
    {
        var reading = await ReadingAsync($"EDDF 010551Z {group} 11/07 Q1013");
        Assert.Equal((direction, speed), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond));
    }

    [Theory]
    [InlineData("A2992", 0, 101_321)]
    [InlineData("Q1013", 0, 101_300)]
    [InlineData("Q1013 A2992", 0, 101_321)]
    [InlineData("Q1013", 1640, 83_108)]
    [InlineData("A2868", 2830, 68_467)]
    public async Task PressureAtTheStationFromTheAltimeterSetting(string groups, double elevation, double expected)
    {
        var options = Options with { Positions = new Dictionary<string, StationPosition> { ["EDDF"] = new(50, 8, elevation) } };
        Assert.Equal(expected, (await ReadingAsync($"EDDF 010551Z 00000KT 11/07 {groups}", options)).SurfacePressurePa!.Value, 60.0);
        Assert.Null((await ReadingAsync($"EDDF 010551Z 00000KT 11/07 {groups}")).SurfacePressurePa);
    }

    [Fact]
    public async Task ABulletinWithItsHeadingsAndContinuations()
    {
        const string bulletin =
            "\u0001\r\r\n123\r\r\nSADL31 EDZW 010520 CCB\r\r\nMETAR\r\r\nEDDF 010520Z 24008KT 9999 BKN008\r\r\n     14/13 Q1010 NOSIG=\r\r\n"
            + "METAR COR EDDK 010520Z 24008KT CAVOK 13/12 Q1011=METAR EDDM 010520Z NIL=\r\r\nEDDN 010520Z 24008KT CAVOK\r\r\n11/10 Q1012\r\r\n=\u0003";
        var items = await StationText.ReadAsync(bulletin, options: Options);
        Assert.Equal(["EDDF", "EDDK", "EDDM", "EDDN"], items.Select(i => i.Reading!.StationId));
        Assert.Equal([287.15, 286.15, null, 284.15], items.Select(i => i.Reading!.AirTemperatureK));
        Assert.Equal([2, 2, 2, 2], items.Select(i => i.Reading!.Correction));
        Assert.Equal([5, 7, 7, 8], items.Select(i => i.Reading!.SourceRecord));
        Assert.All(items, i => Assert.Equal("metar", i.Format));
    }

    [Fact]
    public async Task PlainLinesAreAReportEach()
    {
        string[] lines =
        [
            "SPECI EDDF 010520Z 24008KT CAVOK 14/13 Q1010", "EDDK 010520Z COR 24008KT CAVOK 13/12 Q1011", "  RMK T01310120", "what is this",
            "EDDM 010520Z 24008KT CAVOK 11/10 Q1012", "EDDN 010520Z", "TAF EDDP 010500Z 0106/0212 24008KT", "EDDP 010500Z 0106/0212 24008KT CAVOK",
            "EDDS 320520Z 24008KT CAVOK 11/10 Q1012", "EDDT 010520Z 24008KT CAVOK 10/09 Q1012",
        ];
        var items = await StationText.ReadAsync(StationText.Utf8(lines), options: Options);
        Assert.Equal(["EDDF", "EDDK", null, "EDDM", null, null, null, null, "EDDT"], items.Select(i => i.Reading?.StationId));
        Assert.Equal((1, 286.25), (items[1].Reading!.Correction, items[1].Reading!.AirTemperatureK));
        Assert.Equal([4, 6, 7, 8, 9], items.Where(i => i.Unreadable is not null).Select(i => i.Unreadable!.Record));
        Assert.Matches("forecast", items[6].Unreadable!.Reason);
        Assert.Matches("impossible", items[7].Unreadable!.Reason);
    }

    [Fact]
    public async Task ALostEndSignLosesNoNeighbour()
    {
        var items = await StationText.ReadAsync(
            "SADL31 EDZW 010520\nMETAR EDDF 010520Z 24008KT CAVOK 14/13 Q1010\n E?DK 010520Z 24008KT CAVOK 13/12 Q1011 EDDM 010520Z AUTO 24008KT\nCAVOK 11/10=\n"
            + "METAR EDDN 010520Z 24008KT CAVOK 11/10 RMK NEXT 011200Z=", options: Options);
        Assert.Equal(["EDDF", null, "EDDM", "EDDN"], items.Select(i => i.Reading?.StationId));
        Assert.Equal([287.15, 284.15, 284.15], items.Where(i => i.Reading is not null).Select(i => i.Reading!.AirTemperatureK!.Value));
    }

    [Theory]
    [InlineData("2020-10-01T06:30:00Z", "010551Z", "2020-10-01T05:51:00Z")]
    [InlineData("2020-10-01T00:10:00Z", "302350Z", "2020-09-30T23:50:00Z")]
    [InlineData("2020-09-30T23:50:00Z", "010005Z", "2020-10-01T00:05:00Z")]
    [InlineData("2021-01-01T00:10:00Z", "312350Z", "2020-12-31T23:50:00Z")]
    [InlineData("2020-03-01T00:00:00Z", "302350Z", "2020-01-30T23:50:00Z")]
    [InlineData("2020-03-20T00:00:00Z", "220000Z", "2020-02-22T00:00:00Z")]
    public async Task TheDayIsTheLatestThatCanBe(string reference, string stamp, string expected)
    {
        var time = DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);
        var clock = new FixedTime(DateTimeOffset.Parse(reference, System.Globalization.CultureInfo.InvariantCulture));
        var report = $"EDDF {stamp} 24008KT CAVOK 14/13 Q1010\n";
        Assert.Equal(time, (await ReadingAsync(report, new StationReadOptions { Clock = clock })).Time);
        Assert.Equal(time, (await ReadingAsync(report, new StationReadOptions { ReferenceTime = clock.GetUtcNow() })).Time);
        // A name has the date when it was made; the clock of a replay is far away.
        var name = $"A_SADL31EDZW010520_C_EDZW_{clock.GetUtcNow():yyyyMMddHHmmss}_51649529.txt";
        var late = new StationReadOptions { Clock = new FixedTime(clock.GetUtcNow().AddYears(3)) };
        Assert.Equal(time, Assert.Single(await StationText.ReadAsync(report, name, late)).Reading!.Time);
    }

    [Fact]
    public async Task AFileWithoutADateIsAsOldAsItWasWritten()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch["metars.txt"], "EDDF 312350Z 24008KT CAVOK 14/13 Q1010\n", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(scratch["metars.txt"], new DateTime(2011, 1, 1, 0, 10, 0, DateTimeKind.Utc));
        await foreach (var item in new StationFormats(new StationReadOptions()).ReadFileAsync(scratch["metars.txt"], TestContext.Current.CancellationToken))
        {
            Assert.Equal(new DateTimeOffset(2010, 12, 31, 23, 50, 0, TimeSpan.Zero), item.Reading!.Time);
        }
    }

    [Fact]
    public async Task HourlyListsSayTheDateAheadOfEachReport()
    {
        const string list = "2014/02/28 23:53\nKCLE 282353Z 26011KT 11/07 A2984\n\n2014/03/01 00:05\nKORD 010005Z 26011KT 10/07 A2984\n";
        var items = await StationText.ReadAsync(list, "00Z.TXT", Options);
        Assert.Equal(
            [new(2014, 2, 28, 23, 53, 0, TimeSpan.Zero), new(2014, 3, 1, 0, 5, 0, TimeSpan.Zero)], items.Select(i => i.Reading!.Time!.Value));
    }

    [Fact]
    public async Task CsvOfRawTextsCarriesPositionsAndDates()
    {
        string[] lines =
        [
            "No errors", "No warnings", "3 ms", "data source=metars", "4 results",
            "raw_text,station_id,observation_time,latitude,longitude,temp_c,elevation_m",
            "KCLE 010551Z 26011KT 10SM 11/07 A2984 RMK AO2 T01060072,KCLE,2019-05-01T05:51:00Z,41.4,-81.8,10.6,240.0",
            "\"EDDF 312350Z 24008KT CAVOK 14/13 Q1010\",EDDF,2018-12-31T23:50:00Z,,,14.0,", "KORD 010551Z 26011KT 10SM", "garbage,KORD,,1,2,3,4",
            "EDDM 010520Z 24008KT CAVOK 11/10 Q1012,EDDM,2019-05-01T05:20:00Z,48.35,11.78,11.0,446.0",
        ];
        var items = await StationText.ReadAsync(StationText.Utf8(lines), "2020.csv", Options);
        Assert.Equal(["KCLE", "EDDF", null, null, "EDDM"], items.Select(i => i.Reading?.StationId));
        var (first, second) = (items[0].Reading!, items[1].Reading!);
        Assert.Equal((41.4, -81.8, 240, 283.75), (first.LatitudeDegrees, first.LongitudeDegrees, first.ElevationMetres, first.AirTemperatureK));
        Assert.Equal(new DateTimeOffset(2019, 5, 1, 5, 51, 0, TimeSpan.Zero), first.Time);
        Assert.Equal((50.05, new DateTimeOffset(2018, 12, 31, 23, 50, 0, TimeSpan.Zero)), (second.LatitudeDegrees, second.Time));
        Assert.Equal([9, 10], items.Where(i => i.Unreadable is not null).Select(i => i.Unreadable!.Record));
    }

    [Property(MaxTest = 200)]
    public Property ReportsComeBack() => Prop.ForAll(Reports().ArrayOf().Where(reports => reports.Length > 0).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (reports, bulletin) =>
    {
        var texts = reports.Select(r => FormattableString.Invariant(
            $"{r.Id} 01{r.Minute / 60:00}{r.Minute % 60:00}Z 24008KT {Degrees(r.Tenths)}/// Q1013 RMK T{(r.Tenths < 0 ? 1 : 0)}{Math.Abs(r.Tenths):000}"));
        var text = bulletin
            ? "SAXX99 KWBC 010600\nMETAR\n" + string.Concat(texts.Select(t => t.Replace(" RMK", "\nRMK", StringComparison.Ordinal) + "=\n"))
            : string.Concat(texts.Select(t => t + "\n"));
        var items = StationText.ReadAsync(text, options: Options with { Format = "metar", ReferenceTime = Reference.AddDays(1) }).GetAwaiter().GetResult();
        Assert.Equal(
            reports.Select(r => (r.Id, (double?)Math.Round((r.Tenths / 10.0) + 273.15, 2), r.Minute)),
            items.Select(i => (i.Reading!.StationId, i.Reading.AirTemperatureK, (int)i.Reading.Time!.Value.TimeOfDay.TotalMinutes)));
    });

    [Property(MaxTest = 300)]
    public void ChangedBulletinsAreReadOrDeadLettered(byte[] values, int[] places)
    {
        const string last = "SADL31 EDZW 010520\nMETAR EDDN 010520Z 24008KT CAVOK 11/10 Q1012=\n";
        var bytes = StationText.Utf8(
            "SADL31 EDZW 010520", "METAR EDDF 010520Z 24008KT 9999 BKN008", "     14/13 Q1010 RMK T01410132 60002=", "SPECI EDDK 010520Z NIL=" + "\n" + last);
        for (var i = 0; i < Math.Min(values.Length, places.Length); i++)
        {
            bytes[(int)((uint)places[i] % (bytes.Length - last.Length - 3))] = values[i];
        }

        var items = StationText.ReadAsync(bytes, options: Options with { Format = "metar" }).GetAwaiter().GetResult();
        // Whatever became of the others, the bulletin behind them is whole.
        Assert.Equal(("EDDN", 284.15), (items[^1].Reading!.StationId, items[^1].Reading!.AirTemperatureK));
        Assert.All(items, i => Assert.NotEqual("", i.Unreadable?.Reason));
    }

    private static string Degrees(int tenths) =>
        FormattableString.Invariant($"{(tenths < 0 ? "M" : "")}{Math.Round(Math.Abs(tenths) / 10.0, MidpointRounding.AwayFromZero):00}");

    private static Gen<(string Id, int Minute, int Tenths)> Reports() =>
        from id in Gen.Elements("EDDF", "KCLE", "K4A9", "NZSP")
        from minute in Gen.Choose(0, 1439)
        from tenths in Gen.Choose(-849, 589)
        select (id, minute, tenths);

    private static async Task<StationReading> ReadingAsync(string text, StationReadOptions? options = null) =>
        Assert.Single(await StationText.ReadAsync(text, options: options ?? Options)).Reading!;
}
