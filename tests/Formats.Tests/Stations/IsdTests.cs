using Slams.Formats.Stations;

namespace Slams.Formats.Tests.Stations;

public sealed class IsdTests
{
    private const string Mandatory =
        "725300948462014010100004+41983-087900FM-12+020599999V0202501N001559999999N001600199-01111-01441102661";

    private static string Record(string additional = "", string mandatory = Mandatory) =>
        $"{additional.Length:0000}{mandatory}{additional}";

    [Theory]
    [InlineData("ADDAA106002031", 2.0)]
    [InlineData("ADDAA106002091", 2.0)]
    [InlineData("ADDAA101000031AA206012595", 12.5)]
    [InlineData("ADDAA324999991AA406000021", 0.0)]
    [InlineData("ADDAA106999991", null)]
    [InlineData("ADDAA106002037", null)]
    [InlineData("ADDAA106002041", null)]
    [InlineData("ADDAA112002091", null)]
    [InlineData("ADDREMSYN012AA106002091", null)]
    [InlineData("AA106002091", null)]
    [InlineData("", null)]
    public async Task PrecipitationIsTheAmountOfSixHours(string additional, double? expected)
    {
        var reading = Assert.Single(await StationText.ReadAsync(Record(additional))).Reading!;
        Assert.Equal(expected, reading.Precipitation6hMm);
    }

    [Fact]
    public async Task ErroneousValuesAreMissing()
    {
        var mandatory = Mandatory.Replace("-01111", "-01117", StringComparison.Ordinal)
            .Replace("V0202501N00155", "V0202503N00157", StringComparison.Ordinal);
        var reading = Assert.Single(await StationText.ReadAsync(Record("", mandatory))).Reading!;
        Assert.Equal((null, 258.75), (reading.AirTemperatureK, reading.DewPointK));
        Assert.Equal((null, null), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond));
    }

    [Fact]
    public async Task FillsAreNull()
    {
        var mandatory = "725300999992014010100004+99999+999999FM-12+999999999V0209999C999999999999N999999999+99999+99999999999";
        var reading = Assert.Single(await StationText.ReadAsync(Record("ADDMA1999999999999", mandatory))).Reading!;
        Assert.Equal((null, null, null), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        Assert.Equal((null, null, null), (reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa));
        Assert.Equal((null, null), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond));
    }

    [Fact]
    public async Task SummariesCarryNoValues()
    {
        var summary = Record("", Mandatory.Replace("FM-12", "SOD  ", StringComparison.Ordinal));
        var reading = Assert.Single(await StationText.ReadAsync(summary)).Reading!;
        Assert.Equal((null, null), (reading.AirTemperatureK, reading.WindSpeedMetresPerSecond));
    }

    [Fact]
    public async Task BrokenLinesAndTheirNeighbours()
    {
        var good = Record("ADDMA1102575100115");
        string[] lines = [good, good[..^3], "garbage", good.Replace("20140101", "20141301", StringComparison.Ordinal), "", good];
        var items = await StationText.ReadAsync(string.Join("\r\n", lines));
        Assert.Equal([null, 2, 3, 4, null], items.Select(item => item.Unreadable?.Record));
        Assert.Equal([100_110, null, null, null, 100_110], items.Select(item => (int?)item.Reading?.SurfacePressurePa));
        Assert.Contains("announces 18 additional characters and has 15", items[1].Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LitePositionsComeFromTheList()
    {
        const string lines =
            """
            2014 01 01 00    63    48 10111   220    41     7 -9999    -1
            2014 01 01 01 -9999 -9999 -9999 -9999 -9999 -9999 -9999    12
            2014 01 32 01 1 2 3 4 5 6 7 8
            2014 01 01
            """;
        var options = new StationReadOptions
        {
            Positions = new Dictionary<string, StationPosition> { ["071470-99999"] = new(48.07, 1.77, 126) },
        };
        var items = await StationText.ReadAsync(lines, "folder/071470-99999-2014.gz", options);
        var first = items[0].Reading!;
        Assert.Equal((48.07, 1.77, 126), (first.LatitudeDegrees, first.LongitudeDegrees, first.ElevationMetres));
        Assert.Equal((279.45, 277.95), (first.AirTemperatureK, first.DewPointK));
        Assert.Equal((220, 4.1, 0), (first.WindFromDirectionDegrees, first.WindSpeedMetresPerSecond, first.Precipitation6hMm));
        Assert.Equal((null, 1.2), (items[1].Reading!.AirTemperatureK, items[1].Reading!.Precipitation6hMm));
        Assert.Equal([3, 4], items.Skip(2).Select(item => item.Unreadable!.Record));
    }
}
