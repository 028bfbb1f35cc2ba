namespace Slams.Formats.Tests.Stations;

public sealed class GlobalHourlyTests
{
    private const string Header =
        "\"STATION\",\"DATE\",\"SOURCE\",\"LATITUDE\",\"LONGITUDE\",\"ELEVATION\",\"NAME\",\"REPORT_TYPE\",\"CALL_SIGN\",\"QUALITY_CONTROL\","
        + "\"WND\",\"CIG\",\"VIS\",\"TMP\",\"DEW\",\"SLP\",\"AA1\",\"AA2\",\"MA1\",\"REM\"";

    private const string Good =
        "\"72530094846\",\"2014-01-01T00:00:00\",\"4\",\"41.983\",\"-87.9\",\"205.1\",\"CHICAGO, IL US\",\"FM-12\",\"99999\",\"V020\","
        + "\"250,1,N,0015,1\",\"99999,9,9,9\",\"001600,1,9,9\",\"-0111,1\",\"-0144,1\",\"10266,1\",\"06,0020,3,1\",\"\",\"99999,9,10011,1\",\"SYN \"\"067\"\" 72530\"";

    [Fact]
    public async Task ALineOfEveryColumn()
    {
        var item = Assert.Single(await StationText.ReadAsync($"{Header}\r\n{Good}\r\n"));
        var reading = item.Reading!;
        Assert.Equal("global-hourly", item.Format);
        Assert.Equal(("725300-94846", 2L), (reading.StationId, reading.SourceRecord));
        Assert.Equal(new DateTimeOffset(2014, 1, 1, 0, 0, 0, TimeSpan.Zero), reading.Time);
        Assert.Equal((41.983, -87.9, 205.1), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        Assert.Equal((262.05, 258.75, 100_110.0), (reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa));
        Assert.Equal((250.0, 1.5, 2.0), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond, reading.Precipitation6hMm));
    }

    [Theory]
    [InlineData("-0111,1", 262.05)]
    [InlineData("+0000,5", 273.15)]
    [InlineData("+0400,2", 313.15)]
    [InlineData("+0400,3", null)]
    [InlineData("+0400,7", null)]
    [InlineData("+9999,9", null)]
    [InlineData("", null)]
    public async Task QualityIsThatOfTheArchive(string temperature, double? expected) =>
        Assert.Equal(expected, (await ReadAsync("\"-0111,1\"", $"\"{temperature}\"")).AirTemperatureK);

    [Theory]
    [InlineData("06,0000,2,1", 0.0)]
    [InlineData("12,0020,9,1", null)]
    [InlineData("06,0020,4,1", null)]
    [InlineData("06,9999,9,1", null)]
    [InlineData("06,0020,9,3", null)]
    public async Task PrecipitationIsAWholeAmountOfSixHours(string group, double? expected) =>
        Assert.Equal(expected, (await ReadAsync("\"06,0020,3,1\"", $"\"{group}\"")).Precipitation6hMm);

    [Fact]
    public async Task ALaterGroupMayHaveTheSixHours() =>
        Assert.Equal(4.5, (await ReadAsync("\"06,0020,3,1\",\"\"", "\"01,0005,9,1\",\"06,0045,9,1\"")).Precipitation6hMm);

    [Fact]
    public async Task FillsAreNull()
    {
        var line = Good.Replace("\"41.983\",\"-87.9\",\"205.1\"", "\"\",\"+999.999\",\"9999.9\"", StringComparison.Ordinal)
            .Replace("250,1,N,0015,1", "999,9,C,9999,9", StringComparison.Ordinal).Replace("10011,1", "99999,9", StringComparison.Ordinal);
        var reading = Assert.Single(await StationText.ReadAsync($"{Header}\n{line}\n")).Reading!;
        Assert.Equal((null, null, null), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        Assert.Equal((null, null, null), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond, reading.SurfacePressurePa));
    }

    [Fact]
    public async Task SummariesCarryNoValues()
    {
        var reading = await ReadAsync("\"FM-12\"", "\"SOD  \"");
        Assert.Equal((null, null, null), (reading.AirTemperatureK, reading.WindSpeedMetresPerSecond, reading.Precipitation6hMm));
    }

    [Fact]
    public async Task BrokenLinesAndTheirNeighbours()
    {
        string[] broken =
        [
            Good.Replace("-0111,1", "-0111", StringComparison.Ordinal), Good.Replace("250,1,N,0015,1", "250,1,N,0015,1,2", StringComparison.Ordinal),
            Good.Replace("2014-01-01", "2014-01-32", StringComparison.Ordinal), Good[..^3], Good.Replace("\"41.983\"", "\"north\"", StringComparison.Ordinal),
            Good.Replace("06,0020,3,1", ",,,,,,,,,,", StringComparison.Ordinal), Good + ",\"more\"",
        ];
        var items = await StationText.ReadAsync(string.Join('\n', [Header, Good, .. broken, Good]) + "\n");
        Assert.Equal([null, 3, 4, 5, 6, 7, 8, 9, null], items.Select(item => item.Unreadable?.Record));
        Assert.Equal(
        [
            "TMP is not what the format says.", "WND is not what the format says.", "DATE is not an ISO 8601 time.", "A quoted field does not end.",
            "LATITUDE is not what the format says.", "AA1 is not what the format says.", "The line has 21 fields, the header 20.",
        ], items.Where(item => item.Unreadable is not null).Select(item => item.Unreadable!.Reason));
    }

    private static async Task<Slams.Core.Observations.StationReading> ReadAsync(string old, string now) =>
        Assert.Single(await StationText.ReadAsync($"{Header}\n{Good.Replace(old, now, StringComparison.Ordinal)}\n")).Reading!;
}
