using System.Text;
using Slams.Formats.Stations.Positions;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Stations;

public sealed class StationPositionListTests
{
    [Fact]
    public async Task EveryIdentifierOfAStationFindsIt()
    {
        const string list =
            "\uFEFFstation_name,wigos_station_identifier,traditional_station_identifier,latitude,longitude,elevation,territory_name\r\n"
            + "\"CABO SAN ANTONIO, PINAR DEL RIO\",0-20000-0-78310,78310,21.86666667,-84.95,1.32,Cuba\r\n"
            + "NEW,0-192-0-1,,22,-83,,Cuba\r\nTWICE,,78310,1,2,3,Cuba\r\n";
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch["list.csv"], list, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(scratch["list.csv.gz"], StationText.Gzip(Encoding.UTF8.GetBytes(list)), TestContext.Current.CancellationToken);
        foreach (var name in new[] { "list.csv", "list.csv.gz" })
        {
            var positions = StationPositionList.Read(scratch[name]);
            Assert.Equal(["0-192-0-1", "0-20000-0-78310", "78310"], positions.Keys.Order(StringComparer.Ordinal));
            Assert.Equal((21.86666667, -84.95, 1.32), (positions["78310"].LatitudeDegrees, positions["78310"].LongitudeDegrees, positions["78310"].ElevationMetres));
            Assert.Null(positions["0-192-0-1"].ElevationMetres);
        }
    }

    [Theory]
    [InlineData("", "names no identifier")]
    [InlineData("station_id,latitude\nA,1\n", "names no identifier")]
    [InlineData("station_id,latitude,longitude\nA,1,2\nB,91,2\n", "line 3: 'B,91,2' is no station")]
    [InlineData("station_id,latitude,longitude\nA,1\n", "line 2")]
    [InlineData("station_id,latitude,longitude\n,1,2\n", "line 2")]
    public async Task WhatIsNoListSaysSo(string text, string reason)
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch["list.csv"], text, TestContext.Current.CancellationToken);
        var exception = Assert.Throws<InvalidDataException>(() => StationPositionList.Read(scratch["list.csv"]));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheListsBesideRealBulletinsAreRead()
    {
        var positions = StationPositionList.Read(SharedFiles.Path("real", "fm12", "example_with_bufr_station_list.csv"));
        Assert.Equal((47.77706163, 23.94046026, 503), (positions["15015"].LatitudeDegrees, positions["15015"].LongitudeDegrees, positions["15015"].ElevationMetres));
        Assert.Equal(positions["15480"], positions["0-20000-0-15480"]);
    }
}
