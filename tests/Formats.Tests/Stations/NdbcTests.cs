using Slams.Formats.Stations;

namespace Slams.Formats.Tests.Stations;

public sealed class NdbcTests
{
    private const string RealTime =
        """
        #YY  MM DD hh mm WDIR WSPD GST  WVHT   DPD   APD MWD   PRES  ATMP  WTMP  DEWP  VIS PTDY  TIDE
        #yr  mo dy hr mn degT m/s  m/s     m   sec   sec degT   hPa  degC  degC  degC  nmi  hPa    ft
        2026 06 11 00 50 250  2.6   MM   1.3    MM     6  MM 1017.3  12.4  14.9   7.9   11   MM    MM
        2026 06 11 00 40  MM   MM   MM   1.2    12   8.0 200     MM    MM    MM    MM   MM   MM    MM

        """;

    private static readonly StationReadOptions WithPosition = new()
    {
        Positions = new Dictionary<string, StationPosition> { ["46026"] = new(37.754, -122.839, 0) },
    };

    [Fact]
    public async Task ReportsOfABuoy()
    {
        var items = await StationText.ReadAsync(RealTime, "folder/46026.txt", WithPosition);
        Assert.All(items, item => Assert.Equal("ndbc", item.Format));
        var reading = items[0].Reading!;
        Assert.Equal(("46026", 3L), (reading.StationId, reading.SourceRecord));
        Assert.Equal(new DateTimeOffset(2026, 6, 11, 0, 50, 0, TimeSpan.Zero), reading.Time);
        Assert.Equal((37.754, -122.839, 0.0), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        Assert.Equal((285.55, 281.05, null), (reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa));
        Assert.Equal((250.0, 2.6), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond));
        var waves = items[1].Reading!;
        Assert.Equal((null, null, null), (waves.AirTemperatureK, waves.WindSpeedMetresPerSecond, waves.WindFromDirectionDegrees));
    }

    [Theory]
    [InlineData("46026.txt", "46026")]
    [InlineData("burl1.txt.gz", "BURL1")]
    [InlineData("46026_5day.txt", "46026")]
    [InlineData("44013h2020.txt.gz", "44013")]
    [InlineData("burl1h2011.txt", "BURL1")]
    public async Task TheStationIsInTheName(string name, string station) =>
        Assert.All(await StationText.ReadAsync(RealTime, name), item => Assert.Equal((station, null), (item.Reading!.StationId, item.Reading.LatitudeDegrees)));

    [Fact]
    public async Task YearlyFilesOfTwoAges()
    {
        const string later =
            """
            #YY  MM DD hh mm WDIR WSPD GST  WVHT   DPD   APD MWD   PRES  ATMP  WTMP  DEWP  VIS  TIDE
            #yr  mo dy hr mn degT m/s  m/s     m   sec   sec degT   hPa  degC  degC  degC   mi    ft
            2010 12 31 23 50 222  7.2  8.5  0.75  4.55  3.72 203 1022.2   6.9   6.7   3.5 99.0 99.00
            2011 01 01 00 50 999 99.0 99.0 99.00 99.00 99.00 999 9999.0 999.0 999.0 999.0 99.0 99.00

            """;
        const string earlier =
            """
            YY MM DD hh WD   WSPD GST  WVHT  DPD   APD  MWD  BAR    ATMP  WTMP  DEWP  VIS
            85 01 01 03 310 06.1 07.3 01.70 10.00 99.00 999 1021.5  11.2  12.0 999.0 99.0

            """;
        var readings = (await StationText.ReadAsync(later)).Select(item => item.Reading!).ToArray();
        Assert.Equal((280.05, 276.65, 7.2), (readings[0].AirTemperatureK, readings[0].DewPointK, readings[0].WindSpeedMetresPerSecond));
        Assert.Equal((null, null, null, null), (
            readings[1].AirTemperatureK, readings[1].DewPointK, readings[1].WindSpeedMetresPerSecond, readings[1].WindFromDirectionDegrees));
        var old = Assert.Single(await StationText.ReadAsync(earlier)).Reading!;
        Assert.Equal((new DateTimeOffset(1985, 1, 1, 3, 0, 0, TimeSpan.Zero), 284.35, 310.0), (old.Time, old.AirTemperatureK, old.WindFromDirectionDegrees));
    }

    [Fact]
    public async Task BrokenLinesAndTheirNeighbours()
    {
        var lines = RealTime.Split('\n');
        string[] broken =
        [
            lines[2].Replace("2026 06 11", "2026 13 11", StringComparison.Ordinal), lines[2].Replace("12.4", "mild", StringComparison.Ordinal), lines[2] + " 5",
            "2026 06 11", lines[2].Replace("00 50", "MM 50", StringComparison.Ordinal), lines[2].Replace("00 50", "00 5.5", StringComparison.Ordinal),
        ];
        var items = await StationText.ReadAsync(string.Join('\n', [lines[0], lines[1], lines[2], .. broken, lines[3]]));
        Assert.Equal([null, 4, 5, 6, 7, 8, 9, null], items.Select(item => item.Unreadable?.Record));
        Assert.Equal(
            ["The date is impossible.", "ATMP is not a number.", "The line has 20 fields, the header 19.", "The line has 3 fields, the header 19.", "The date is impossible.", "The date is impossible."],
            items.Where(item => item.Unreadable is not null).Select(item => item.Unreadable!.Reason));
    }
}
