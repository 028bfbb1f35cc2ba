using Slams.Formats.Stations;

namespace Slams.Formats.Tests.Stations;

public sealed class GhcnhTests
{
    private const string Header =
        "STATION|Station_name|DATE|Year|Month|Day|Hour|Minute|LATITUDE|LONGITUDE|ELEVATION"
        + "|temperature|temperature_Measurement_Code|temperature_Quality_Code|temperature_Report_Type|temperature_Source_Code|temperature_Source_Station_ID"
        + "|dew_point_temperature|dew_point_temperature_Quality_Code|station_level_pressure|station_level_pressure_Quality_Code"
        + "|wind_direction|wind_direction_Quality_Code|wind_speed|wind_speed_Quality_Code"
        + "|precipitation_6_hour|precipitation_6_hour_Measurement_Code|precipitation_6_hour_Quality_Code|remarks";

    private const string Good =
        "USW00094846|CHICAGO OHARE|2024-01-01T00:51:00|2024|01|01|00|51|41.9602|-87.9316|204.8|-11.1||5|FM15|335|ICAO-KORD"
        + "|-14.4|1|1001.1|4|270||1.5||0.3||1|METAR KORD";

    [Fact]
    public async Task ALineOfEveryColumn()
    {
        var item = Assert.Single(await StationText.ReadAsync(Text(Good)));
        var reading = item.Reading!;
        Assert.Equal("ghcnh", item.Format);
        Assert.Equal(("USW00094846", 2L), (reading.StationId, reading.SourceRecord));
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 51, 0, TimeSpan.Zero), reading.Time);
        Assert.Equal((41.9602, -87.9316, 204.8), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        Assert.Equal((262.05, 258.75, 100_110.0), (reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa));
        Assert.Equal((270.0, 1.5, 0.3), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond, reading.Precipitation6hMm));
    }

    [Fact]
    public async Task ColumnsOfEarlierVersions()
    {
        const string text =
            "Station_ID|Station_name|Year|Month|Day|Hour|Minute|Latitude|Longitude|Elevation|temperature|temperature_Measurement_Code|temperature_Quality_Code\n"
            + "ACW00011604|ST JOHNS|1957|9|1|0|5|17.1333|-61.7833|*****|28.3||1\n";
        var reading = Assert.Single(await StationText.ReadAsync(text)).Reading!;
        Assert.Equal(new DateTimeOffset(1957, 9, 1, 0, 5, 0, TimeSpan.Zero), reading.Time);
        Assert.Equal((301.45, null), (reading.AirTemperatureK, reading.ElevationMetres));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("0", true)]
    [InlineData("5", true)]
    [InlineData("2", true)]
    [InlineData("A", true)]
    [InlineData("R", true)]
    [InlineData("3", false)]
    [InlineData("7", false)]
    [InlineData("c", false)]
    [InlineData("s", false)]
    [InlineData("L", false)]
    [InlineData("C", false)]
    public async Task ValuesThatFailedAreMissing(string code, bool usable)
    {
        var line = Good.Replace("|-11.1||5|", $"|-11.1||{code}|", StringComparison.Ordinal);
        var reading = Assert.Single(await StationText.ReadAsync(Text(line))).Reading!;
        Assert.Equal((usable ? 262.05 : null, 258.75), (reading.AirTemperatureK, reading.DewPointK));
    }

    [Theory]
    [InlineData("0.3||1", 0.3)]
    [InlineData("0.0|2|1", 0.0)]
    [InlineData("0.3|5|1", null)]
    [InlineData("0.3|I|1", null)]
    [InlineData("0.3||7", null)]
    [InlineData("||", null)]
    public async Task PrecipitationIsAWholeAmountOfSixHours(string fields, double? expected)
    {
        var reading = Assert.Single(await StationText.ReadAsync(Text(Good.Replace("0.3||1", fields, StringComparison.Ordinal)))).Reading!;
        Assert.Equal(expected, reading.Precipitation6hMm);
    }

    [Fact]
    public async Task FillsAreNull()
    {
        var line = Good.Replace("|204.8|", "|-999.9|", StringComparison.Ordinal).Replace("|-11.1|", "|-9999|", StringComparison.Ordinal)
            .Replace("|270|", "|999|", StringComparison.Ordinal);
        var reading = Assert.Single(await StationText.ReadAsync(Text(line))).Reading!;
        Assert.Equal((null, null, null), (reading.ElevationMetres, reading.AirTemperatureK, reading.WindFromDirectionDegrees));
    }

    [Fact]
    public async Task BrokenLinesAndTheirNeighbours()
    {
        var items = await StationText.ReadAsync(Text(
            Good, Good.Replace("2024-01-01T", "2024-13-01T", StringComparison.Ordinal), Good.Replace("|-11.1|", "|cold|", StringComparison.Ordinal),
            Good + "|more", "USW00094846", Good.Replace("|1.5|", "|1e999|", StringComparison.Ordinal), Good));
        Assert.Equal([null, 3, 4, 5, 6, 7, null], items.Select(item => item.Unreadable?.Record));
        Assert.Equal(
            ["The date is impossible.", "temperature is not a number.", "The line has 30 fields, the header 29.", "The line has 1 fields, the header 29.", "wind_speed is not a number."],
            items.Where(item => item.Unreadable is not null).Select(item => item.Unreadable!.Reason));
    }

    [Fact]
    public async Task ARealHeaderIsLongerThanTheHead()
    {
        var values = Enumerable.Range(0, 50).Select(i => $"|pres_wx_{i}|pres_wx_{i}_Measurement_Code|pres_wx_{i}_Quality_Code|pres_wx_{i}_Report_Type|pres_wx_{i}_Source_Code");
        var header = Header + string.Concat(values);
        Assert.True(header.Length > StationReadOptions.HeadBytes);
        var items = await StationText.ReadAsync($"{header}\n{Good}{new string('|', 250)}\n");
        Assert.Equal(262.05, Assert.Single(items).Reading!.AirTemperatureK);
    }

    [Theory]
    [InlineData("STATION|DATE|LATITUDE|LONGITUDE|temperature|temperature_Quality_Code|temperature", "more than one column 'temperature'")]
    [InlineData("STATION|DATE|LATITUDE|temperature|temperature_Quality_Code", "no column 'LONGITUDE'")]
    [InlineData("STATION|Year|LATITUDE|LONGITUDE|temperature|temperature_Quality_Code", "no column 'DATE'")]
    public async Task HeadersThatDoNotDo(string header, string reason) =>
        Assert.Contains(reason, Assert.Single(await StationText.ReadAsync(header + "\nA|B\n")).Unreadable!.Reason, StringComparison.Ordinal);

    private static string Text(params string[] lines) => string.Join('\n', [Header, .. lines]) + "\n";
}
