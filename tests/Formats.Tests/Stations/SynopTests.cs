using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slams.Core.Observations;
using Slams.Formats.Stations;

namespace Slams.Formats.Tests.Stations;

public sealed class SynopTests
{
    private const string Sounds = "15015 02999 02501 10103 21090 39765 42952 57020 60001 333 4/000 55310\n\n0////\n\n22591 3//// 60007 91003 91104=";

    private static readonly StationReadOptions Options = new() { ReferenceTime = new(2022, 3, 21, 12, 5, 0, TimeSpan.Zero) };

    [Fact]
    public async Task OneReportWithAllThatIsCarried()
    {
        var reading = await ReadingAsync(Sounds);
        Assert.Equal(("0-20000-0-15015", new DateTimeOffset(2022, 3, 21, 12, 0, 0, TimeSpan.Zero)), (reading.StationId, reading.Time));
        // From the bundled list.
        Assert.Equal((47.78, 23.94, 504), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        Assert.Equal((283.45, 264.15, 97_650), (reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa));
        Assert.Equal((250, 1, 0), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond, reading.Precipitation6hMm));
        Assert.Equal((0, "test", 2), (reading.Correction, reading.Source, reading.SourceRecord));
    }

    [Theory]
    [InlineData("10103 21090", 283.45, 264.15)]
    [InlineData("11114 21161", 261.75, 257.05)]
    [InlineData("1//// 2////", null, null)]
    [InlineData("101/3 29078", null, null)]
    [InlineData("12103 22090 10103", null, null)]
    [InlineData("1O103 21090", null, 264.15)]
    [InlineData("333 10178 21073", null, null)]
    [InlineData("222// 00146 10103 21090", null, null)]
    [InlineData("555 10103", null, null)]
    [InlineData("40371 10103", null, null)]
    public async Task TemperatureAndDewPoint(string groups, double? temperature, double? dewPoint)
    {
        var reading = await ReadingAsync($"15015 02999 02501 {groups}=");
        Assert.Equal((temperature, dewPoint), (reading.AirTemperatureK, reading.DewPointK));
    }

    [Theory]
    [InlineData("39765", 97_650.0)]
    [InlineData("30177", 101_770.0)]
    [InlineData("3012/", 101_200.0)]
    [InlineData("35780", 57_800.0)]
    [InlineData("3////", null)]
    [InlineData("40377", null)]
    public async Task Pressure(string group, double? expected) =>
        Assert.Equal(expected, (await ReadingAsync($"15015 02999 02501 10103 {group}=")).SurfacePressurePa);

    [Theory]
    [InlineData("12", "02999", "60121", 12.0)]
    [InlineData("12", "02999", "69941", 0.4)]
    [InlineData("12", "02999", "69901", 0.0)]
    [InlineData("12", "02999", "69891", 989.0)]
    [InlineData("12", "02999", "60002", 0.0)]
    [InlineData("12", "02999", "60004", 0.0)]
    [InlineData("12", "02999", "60122", null)]
    [InlineData("12", "02999", "60007", null)]
    [InlineData("12", "02999", "6////", null)]
    [InlineData("12", "02999", "6000/", null)]
    [InlineData("12", "32999", "333", 0.0)]
    [InlineData("15", "32999", "333", null)]
    [InlineData("12", "42999", "333", null)]
    [InlineData("12", "/2999", "333", null)]
    [InlineData("12", "22999", "333 55310 01465 22742 30284 60121", 12.0)]
    [InlineData("12", "02999", "333 10178 55055 00010 20003 50001 60004 60035 70500", null)]
    [InlineData("12", "02999", "60121 333 60007", 12.0)]
    [InlineData("12", "02999", "60007 333 60121", 12.0)]
    public async Task PrecipitationIsTheAmountOfSixHours(string hour, string first, string groups, double? expected) =>
        Assert.Equal(expected, (await ReadingAsync($"15015 {first} 02501 10103 {groups}=", $"AAXX 21{hour}1")).Precipitation6hMm);

    [Theory]
    [InlineData("AAXX 21121", "02501", 250.0, 1.0)]
    [InlineData("AAXX 21124", "02510", 250.0, 5.14)]
    [InlineData("AAXX 2112/", "02510", 250.0, null)]
    [InlineData("AAXX 21120", "00000", null, 0.0)]
    [InlineData("AAXX 21121", "09903", null, 3.0)]
    [InlineData("AAXX 21121", "03699 00105", 360.0, 105.0)]
    [InlineData("AAXX 21121", "/////", null, null)]
    public async Task Wind(string heading, string group, double? direction, double? speed)
    {
        var reading = await ReadingAsync($"15015 02999 {group} 10103=", heading);
        Assert.Equal((direction, speed, 283.45), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond, reading.AirTemperatureK));
    }

    [Fact]
    public async Task CorrectionsAndRepeatsAreToldByTheHeading()
    {
        const string bulletins =
            "\u0001\r\r\n00042\r\r\nSMRO01 YRBK 211200\r\r\nAAXX 21121\r\r\n15015 02999 02501 10103 333\r\r\n55308=\r\r\n15020 NIL=\r\r\n\u0003"
            + "SMRO01 YRBK 211200 RRA\nAAXX 21121\n15090 02999 02501 10104=\n"
            + "SMRO01 YRBK 211200 CCA\nAAXX 21121\n15015 02999 02501 10113=\nNNNN\nSMRO01 YRBK 211200 CCB\nAAXX 21121 15015 02999 02501 10123=\n";
        var items = await StationText.ReadAsync(bulletins, options: Options);
        Assert.Equal(["15015", "15020", "15090", "15015", "15015"], items.Select(i => i.Reading!.StationId[10..]));
        Assert.Equal([283.45, null, 283.55, 284.45, 285.45], items.Select(i => i.Reading!.AirTemperatureK));
        Assert.Equal([0, 0, 0, 1, 2], items.Select(i => i.Reading!.Correction));
        Assert.Equal([5, 7, 10, 13, 16], items.Select(i => i.Reading!.SourceRecord));
        Assert.All(items, i => Assert.Equal("synop", i.Format));
    }

    [Fact]
    public async Task ShipsAndMobileStationsStateTheirPositions()
    {
        const string bulletin =
            "SIVX21 KWBC 211200\nBBXX\nDBLK 21124 99542 10089 41498 71510 10085 20053 40102 222// 00091=\nWXYZ9 21121 99105 70251 4//// /0000 10271=\n"
            + "SHIP 21121 99105 30251 4//// /0000 10271=\nSHIP 21121 99106 50251 4//// /0000 10261=\nOOPS 21121 98105 70251 4//// /0000 10271=\n"
            + "OOXX\nDEF12 21121 99483 10117 18211 05203 11/// /0000 11002=\n";
        var items = await StationText.ReadAsync(bulletin, options: Options);
        Assert.Equal(["DBLK", "WXYZ9", "SHIP@105-30251", "SHIP@106-50251", null, "DEF12"], items.Select(i => i.Reading?.StationId));
        Assert.Equal([54.2, 10.5, -10.5, -10.6, null, 48.3], items.Select(i => i.Reading?.LatitudeDegrees));
        Assert.Equal([8.9, -25.1, 25.1, -25.1, null, 11.7], items.Select(i => i.Reading?.LongitudeDegrees));
        Assert.Equal([null, null, null, null, null, 520.0], items.Select(i => i.Reading?.ElevationMetres));
        Assert.Equal((281.65, 5.14), (items[0].Reading!.AirTemperatureK, items[0].Reading!.WindSpeedMetresPerSecond));
    }

    [Fact]
    public async Task BrokenReportsLoseNoNeighbour()
    {
        const string bulletin =
            "AAXX 21121\n15015 02999 02501 10103=\n1502O 02999 02501 10104=\n15090 0299 02501 10105=\n15108 02999=\n=\n15120 02999 02501 10106 333 95100\n"
            + "15150 02999 02501 10107=\nAAXX 99121\n15170 02999 02501 10108=\nAAXX 21121\n15200 02999 02501 10109";
        var items = await StationText.ReadAsync(bulletin, options: Options);
        Assert.Equal(
            ["15015", null, null, null, "15120", "15150", null, "15200"], items.Select(i => i.Reading?.StationId[10..]));
        Assert.Equal([3, 4, 5, 10], items.Where(i => i.Unreadable is not null).Select(i => i.Unreadable!.Record));
        Assert.Equal(8, items[5].Reading!.SourceRecord);
        Assert.Equal((283.75, 283.85), (items[4].Reading!.AirTemperatureK, items[5].Reading!.AirTemperatureK));
    }

    [Fact]
    public async Task ReportsWithoutAnEndSignAreOfTheHeadingBeforeThem()
    {
        const string text = "SMRO01 YRBK 211200\nAAXX 21121\n15015 02999 02501 10103\nAAXX 21061\n15020 02999 02501 10103\nSMRO01 YRBK 211200 CCA\nAAXX 21121\n15015 02999 02501 10104=\n";
        var readings = (await StationText.ReadAsync(text, options: Options)).ConvertAll(item => item.Reading!);
        Assert.Equal([("0-20000-0-15015", 12, 0), ("0-20000-0-15020", 6, 0), ("0-20000-0-15015", 12, 1)], readings.Select(reading => (reading.StationId, reading.Time!.Value.Hour, reading.Correction)));
    }

    [Fact]
    public async Task AReportThatNeverEndsIsOneDeadLetter()
    {
        var items = await StationText.ReadAsync(
            "AAXX 21121\n15015 02999 02501 " + new string('8', 100_000) + "\n" + string.Concat(Enumerable.Repeat("80001 80001\n", 1000)) + "=\n15020 02999 02501 10104=",
            options: Options);
        Assert.Equal([false, false, true], items.Select(i => i.Reading is not null));
        Assert.Contains("4096 bytes", items[1].Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCutIsReadToTheReportBeforeIt()
    {
        const string text = "SMRO01 YRBK 211200\nAAXX 21121\n15015 02999 02501 10103=\n15020 02999 02501 10104=\n";
        var whole = StationText.Gzip(Encoding.ASCII.GetBytes(text));
        for (var length = 2; length < whole.Length; length++)
        {
            var items = await StationText.ReadAsync(whole[..length], options: Options with { Format = "synop" });
            Assert.Equal(0, items[^1].Unreadable!.Record);
            Assert.All(items.Where(i => i.Reading is not null), i => Assert.True(i.Reading!.AirTemperatureK is 283.45 or 283.55));
        }
    }

    [Fact]
    public async Task PositionsOfTheOperatorGoBeforeTheBundledOnes()
    {
        foreach (var key in new[] { "15015", "0-20000-0-15015" })
        {
            var options = Options with { Positions = new Dictionary<string, StationPosition> { [key] = new(1, 2, 3) } };
            var reading = Assert.Single(await StationText.ReadAsync("AAXX 21121\n" + Sounds, options: options)).Reading!;
            Assert.Equal((1, 2, 3), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        }

        Assert.Null((await ReadingAsync("00999 02999 02501 10103=")).LatitudeDegrees);
    }

    [Property(MaxTest = 200)]
    public Property ReportsComeBackWhateverTheLinesTheyAreBrokenInto() =>
        Prop.ForAll(Reports().ArrayOf().ToArbitrary(), Gen.Choose(6, 70).ToArbitrary(), (reports, width) =>
        {
            var text = string.Concat(reports.Select(r => Wrapped(FormattableString.Invariant(
                $"{r.Number:00000} 02999 02501 1{(r.Tenths < 0 ? 1 : 0)}{Math.Abs(r.Tenths):000} 3{r.Pressure % 10000:0000} 60001 333 55310 0//// 60007 91003="), width)));
            var items = StationText.ReadAsync("AAXX 21121\n" + text, options: Options).GetAwaiter().GetResult();
            Assert.Equal(
                reports.Select(r => (FormattableString.Invariant($"0-20000-0-{r.Number:00000}"), (double?)Math.Round((r.Tenths / 10.0) + 273.15, 2), (double?)(r.Pressure * 10))),
                items.Select(i => (i.Reading!.StationId, i.Reading.AirTemperatureK, i.Reading.SurfacePressurePa)));
        });

    [Property(MaxTest = 300)]
    public void ChangedBulletinsAreReadOrDeadLettered(byte[] values, int[] places)
    {
        var bytes = Encoding.ASCII.GetBytes("SMRO01 YRBK 211200\nAAXX 21121\n" + Sounds + "\n15020 02997 23104 10130 21075 30177=\nAAXX 21121\n15090 02999 02501 10104=\n");
        var changeable = bytes.Length - 37;
        for (var i = 0; i < Math.Min(values.Length, places.Length); i++)
        {
            bytes[(int)((uint)places[i] % changeable)] = values[i];
        }

        var items = StationText.ReadAsync(bytes, options: Options with { Format = "synop" }).GetAwaiter().GetResult();
        // Whatever became of the others, the bulletin behind them is whole.
        Assert.Equal(283.55, items[^1].Reading!.AirTemperatureK);
        Assert.All(items, i => Assert.NotEqual("", i.Unreadable?.Reason));
    }

    private static string Wrapped(string text, int width)
    {
        var (lines, length) = (new StringBuilder(), 0);
        foreach (var group in text.Split(' '))
        {
            length += group.Length + 1;
            lines.Append(length > width ? '\n' : ' ').Append(group);
            length = length > width ? group.Length : length;
        }

        return lines.Append('\n').ToString();
    }

    private static Gen<(int Number, int Tenths, int Pressure)> Reports() =>
        from number in Gen.Choose(1000, 99_999)
        from tenths in Gen.Choose(-900, 600)
        from pressure in Gen.Choose(5_000, 10_899)
        select (number, tenths, pressure);

    private static async Task<StationReading> ReadingAsync(string report, string heading = "AAXX 21121") =>
        Assert.Single(await StationText.ReadAsync(heading + "\n" + report, options: Options)).Reading!;
}
