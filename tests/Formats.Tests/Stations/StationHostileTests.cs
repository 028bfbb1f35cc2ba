using FsCheck.Xunit;
using Slams.Formats.NetCdf;
using Slams.Formats.Stations;
using Slams.Formats.Tests.NetCdf;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Stations;

/// <summary>Broken files give dead letters that say what and where, keep every neighbour, and never throw.</summary>
public sealed class StationHostileTests
{
    public static TheoryData<string> FormatNames => [.. new StationFormats(new StationReadOptions()).Names];

    [Fact]
    public async Task ABrokenLineLosesNoNeighbour()
    {
        string[] broken =
        [
            "S2,yesterday,1,2,3,280,", "S3,1995-03-18T12:00:00Z,1,2,3,warm,", "S4,1995-03-18T12:00:00Z", "\"S5,1995-03-18T12:00:00Z,1,2,3,4,5",
            new string('x', 5000), new string('y', 300_000), "S6,1995-02-30T12:00:00Z,1,2,3,280,",
        ];
        string[] lines = [StationText.Header, StationText.CsvLine(1), .. broken, StationText.CsvLine(9)];
        var items = await StationText.ReadAsync(StationText.Utf8(lines), "folder/day.csv");
        Assert.Equal(["S1", "S9"], items.Where(i => i.Reading is not null).Select(i => i.Reading!.StationId));
        var letters = items.Where(i => i.Unreadable is not null).Select(i => i.Unreadable!).ToArray();
        Assert.Equal(Enumerable.Range(3, broken.Length).Select(n => (long)n), letters.Select(l => l.Record));
        Assert.All(letters, l => Assert.Equal("folder/day.csv", l.Source));
        Assert.All(letters, l => Assert.NotEmpty(l.Reason));
        Assert.Equal(broken.Select(b => b[..Math.Min(b.Length, 1024)]), letters.Select(l => System.Text.Encoding.UTF8.GetString(l.Raw.Span)));
    }

    [Fact]
    public async Task ABrokenFirstRecordLosesNoNeighbour()
    {
        var items = await StationText.ReadAsync(
            StationText.Utf8("2014 01 xx 00", "2014 01 01 00   -99   -99 10228   180    15     0     0 -9999"), "071470-99999-2014");
        Assert.Equal(2, items.Count);
        Assert.Equal(1, items[0].Unreadable?.Record);
        Assert.Equal("071470-99999", items[1].Reading?.StationId);
    }

    [Fact]
    public async Task AGzipFileCutAnywhereIsNeverTakenForAWholeOne()
    {
        var whole = StationText.Gzip(StationText.Utf8([StationText.Header, .. Enumerable.Range(0, 60).Select(StationText.CsvLine)]));
        var expected = (await StationText.ReadAsync(whole)).Select(i => i.Reading!).ToArray();
        Assert.Equal(60, expected.Length);
        for (var length = 0; length < whole.Length; length++)
        {
            var items = await StationText.ReadAsync(new ChunkedStream(whole[..length], 512));
            Assert.Equal(0, items[^1].Unreadable?.Record);
            var readings = items.Where(i => i.Reading is not null).Select(i => i.Reading!).ToArray();
            Assert.Equal(expected[..readings.Length], readings);
            // At most the line in which the data ended, and the verdict on the file.
            Assert.InRange(items.Count - readings.Length, 1, 2);
        }
    }

    [Fact]
    public async Task GzipMembersFollowEachOther()
    {
        var first = StationText.Gzip(StationText.Utf8(StationText.Header, StationText.CsvLine(1)));
        var second = StationText.Gzip(StationText.Utf8(StationText.CsvLine(2)));
        var items = await StationText.ReadAsync([.. first, .. second]);
        Assert.Equal(["S1", "S2"], items.Select(i => i.Reading?.StationId));
    }

    [Fact]
    public async Task ADecompressionBombIsGivenUp()
    {
        var bomb = StationText.Gzip([.. StationText.Utf8(StationText.Header, StationText.CsvLine(1)), .. new byte[20 << 20]]);
        var items = await StationText.ReadAsync(bomb, options: new StationReadOptions { MaximumDecompressedBytes = 1 << 20 });
        Assert.Equal("S1", items[0].Reading?.StationId);
        Assert.Contains("more than 1048576 bytes", items[^1].Unreadable?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACutNetCdfFileIsOneDeadLetter()
    {
        var whole = HourlyFile();
        var items = await StationText.ReadAsync(whole, "95031800_sao.cdf");
        Assert.Equal(["KORD", "KJFK"], items.Select(i => i.Reading?.StationId));
        Assert.Equal([262.05, null], items.Select(i => i.Reading?.AirTemperatureK));
        Assert.Equal([new DateTimeOffset(1995, 3, 18, 0, 0, 0, TimeSpan.Zero), null], items.Select(i => i.Reading?.Time));
        for (var length = 4; length < whole.Length; length++)
        {
            var letter = Assert.Single(await StationText.ReadAsync(whole[..length])).Unreadable!;
            Assert.Equal(0, letter.Record);
            Assert.Contains("cut short", letter.Reason, StringComparison.Ordinal);
        }

        var zipped = await StationText.ReadAsync(StationText.Gzip(whole));
        Assert.Equal(items.Select(i => i.Reading! with { Source = "" }), zipped.Select(i => i.Reading! with { Source = "" }));
    }

    [Theory]
    [MemberData(nameof(FormatNames))]
    public async Task AnyBytesAreReadOrDeadLetteredInEveryFormat(string format)
    {
        var random = new Random(19950318);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(1, 3000)];
            random.NextBytes(bytes);
            var items = await StationText.ReadAsync(bytes, options: new StationReadOptions { Format = format });
            Assert.NotEmpty(items);
        }
    }

    [Property(MaxTest = 300)]
    public void ChangedIsdRecordsAreReadOrDeadLettered(byte[] values, int[] places)
    {
        var line = System.Text.Encoding.ASCII.GetBytes(
            "0040725300948462014010100004+41983-087900FM-12+020599999V0209999C000019999999N001600199-01111-01441102661ADDAA106002031MA1999990100101REM   0\n");
        for (var i = 0; i < Math.Min(values.Length, places.Length); i++)
        {
            line[(int)((uint)places[i] % (line.Length - 1))] = values[i] == '\n' ? (byte)' ' : values[i];
        }

        var items = StationText.ReadAsync(line, options: new StationReadOptions { Format = "isd" }).GetAwaiter().GetResult();
        Assert.Single(items);
    }

    [Fact]
    public async Task FilesThatCannotBeReadAtAll()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch["empty.csv"], "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(scratch["letter.txt"], "Dear station,\nhow are you?\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(scratch["half.csv"], "station_id,time,latitude\nA,,1\n", TestContext.Current.CancellationToken);
        Assert.Contains("empty", await ReasonAsync(scratch["empty.csv"]), StringComparison.Ordinal);
        Assert.Contains("no known station format", await ReasonAsync(scratch["letter.txt"]), StringComparison.Ordinal);
        Assert.Contains("no column 'longitude'", await ReasonAsync(scratch["half.csv"]), StringComparison.Ordinal);
        Assert.NotEmpty(await ReasonAsync(scratch["absent.csv"]));
        Assert.NotEmpty(await ReasonAsync(scratch.FullName));
        Assert.Throws<ArgumentException>(() => new StationFormats(new StationReadOptions { Format = "grib" }));
    }

    private static async Task<string> ReasonAsync(string path)
    {
        var items = new List<StationItem>();
        await foreach (var item in new StationFormats(new StationReadOptions()).ReadFileAsync(path, TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        var letter = Assert.Single(items).Unreadable!;
        Assert.Equal(0, letter.Record);
        return letter.Reason;
    }

    private static byte[] HourlyFile() => NetCdfRoundTripTests.Bytes(new NetCdfWriter()
        .AddDimension("recNum", 2).AddDimension("id_len", 6).AddDimension("time_len", 20)
        .AddVariable("id", ["recNum", "id_len"], NetCdfData.OfText(6, "KORD", "KJFK"))
        .AddVariable("time", ["recNum", "time_len"], NetCdfData.OfText(20, "1995 03 18 00:00 UTC", "noon"))
        .AddVariable("lat", ["recNum"], NetCdfData.Of(new[] { 41.98f, -9999f }))
        .AddVariable("T", ["recNum"], NetCdfData.Of(new[] { -11.1f, -9999f }), NetCdfAttribute.OfText("units", "celsius")));
}
