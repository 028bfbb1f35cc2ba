using System.Text;
using Slams.Formats.Stations;
using Slams.Formats.Tests.NetCdf;

namespace Slams.Formats.Tests.Stations;

public sealed class StationFormatsTests
{
    private static readonly byte[] Csv = Encoding.UTF8.GetBytes(
        "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm\n"
        + string.Concat(Enumerable.Range(0, 300).Select(i => $"S{i},1987-01-11T06:00:00Z,{i % 90}.25,{i},{i},28{i % 10}.5,0\n")));

    [Fact]
    public async Task CompressionIsKnownByContentNotByName()
    {
        Assert.Equal(300, (await StationText.ReadAsync(StationText.Gzip(Csv), "plain.csv")).Count(item => item.Reading is not null));
        Assert.Equal(300, (await StationText.ReadAsync(Csv, "lying.csv.gz")).Count(item => item.Reading is not null));
        Assert.Equal(
            600,
            (await StationText.ReadAsync([.. StationText.Gzip(Csv), .. StationText.Gzip(Csv)])).Count(item => item.Reading is not null));
    }

    [Fact]
    public void AnUnknownFormatNameIsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => new StationFormats(new StationReadOptions { Format = "grib" }));
        Assert.Contains("csv, madis, sao, isd-lite, isd", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFormatThatIsNamedIsNotGuessed()
    {
        var letters = await StationText.ReadAsync(Csv, "test", new StationReadOptions { Format = "isd" });
        Assert.Equal(301, letters.Count);
        Assert.All(letters, letter => Assert.Equal("The line is no ISD record.", letter.Unreadable!.Reason));
    }

    [Theory]
    [InlineData("station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm,metar\nA,,1,2,3,4,5,EDDF 010520Z 24008KT", "csv")]
    [InlineData("2014 01 01 00    63    48 10111   220    41     7 -9999    -1", "isd-lite")]
    [InlineData(
        "0040725300948462014010100004+41983-087900FM-15+020599999V0209999C000019999999N001600199-01111-01441102661REMMET035METAR KORD 010020Z 26011KT 11/07=\n", "isd")]
    [InlineData("noise\nEDDF 010520Z 24008KT CAVOK 14/13 Q1010", "metar")]
    [InlineData("SADL31 EDZW 010520\nSPECI COR EDDF 010520Z 24008KT", "metar")]
    [InlineData("station,valid,lon,lat,elevation,metar\nEDDF,2020-10-01 05:20,8.6,50,100,EDDF 010520Z 24008KT", "metar")]
    [InlineData("SMRO01 YRBK 211200\r\r\nAAXX 21121\r\r\n15015 02999 02501 10103=", "synop")]
    [InlineData("noise\nBBXX\nDBLK 21124 99542 10089 41498 71510=", "synop")]
    [InlineData("AAXX of the year", "")]
    [InlineData("METAR and SPECI are codes.", "")]
    [InlineData("TAF EDDF 010500Z 0106/0212 24008KT CAVOK=", "")]
    [InlineData("raw,color\n1,red", "")]
    public async Task NoFormatTakesWhatIsOfAnother(string content, string format)
    {
        var items = await StationText.ReadAsync(content);
        Assert.All(items, item => Assert.Equal(format, item.Format));
        Assert.NotEmpty(items);
    }

    [Fact]
    public async Task OtherNetCdfFilesSayWhatTheyLack()
    {
        var bytes = NetCdfRoundTripTests.Bytes(NetCdfRoundTripTests.Sample());
        Assert.Matches("no text variable 'id'", Assert.Single(await StationText.ReadAsync(bytes)).Unreadable!.Reason);
        Assert.Matches("cut short", Assert.Single(await StationText.ReadAsync(StationText.Gzip(bytes[..^5]))).Unreadable!.Reason);
    }

    [Fact]
    public async Task CancellationIsHonoured()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var items = new StationFormats(new StationReadOptions()).ReadAsync(new MemoryStream(Csv), "test", cancelled.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in items)
            {
                Assert.Fail($"Read {item} after cancellation.");
            }
        });
    }
}
