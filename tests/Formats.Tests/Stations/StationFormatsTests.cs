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
        var exception = Assert.Throws<ArgumentException>(() => new StationFormats(new StationReadOptions { Format = "bufr" }));
        Assert.Contains("csv, sao, isd-lite, isd", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFormatThatIsNamedIsNotGuessed()
    {
        var letters = await StationText.ReadAsync(Csv, "test", new StationReadOptions { Format = "isd" });
        Assert.Equal(301, letters.Count);
        Assert.All(letters, letter => Assert.Equal("The line is no ISD record.", letter.Unreadable!.Reason));
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
