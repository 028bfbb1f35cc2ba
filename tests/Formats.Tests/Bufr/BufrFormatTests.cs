using System.Text;
using Slams.Core.Observations;
using Slams.Formats.Bufr;
using Slams.Formats.Stations.Bufr;

namespace Slams.Formats.Tests.Bufr;

/// <summary>What was encoded comes out.</summary>
public sealed class BufrFormatTests
{
    private static readonly DateTimeOffset Six = new(2026, 11, 29, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ALandStation()
    {
        var reading = Assert.Single(await ReadAsync("land"));
        Assert.Equal(("0-20000-0-10007", Six), (reading.StationId, reading.Time));
        Assert.Equal((47.12345, -8.54321, 431.5), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        Assert.Equal((281.36, 279.02, 96_850), (reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa));
        // 0.3 mm of one hour stand there too.
        Assert.Equal((240, 3.7, 4.2), (reading.WindFromDirectionDegrees, reading.WindSpeedMetresPerSecond, reading.Precipitation6hMm));
        Assert.Equal((0, "test", 1), (reading.Correction, reading.Source, reading.SourceRecord));
    }

    [Fact]
    public async Task CorrectionsByUpdateNumberAndByHeading()
    {
        var items = await BufrMessages.ReadAsync(
        [
            .. "ISMD01 ABCD 290600\r\r\n"u8, .. BufrMessages.Bytes("land"), .. "\r\r\n\u0003\u0001\r\r\n123\r\r\nISMD01 ABCD 290600 CCB\r\r\n"u8,
            .. BufrMessages.Bytes("land", "correction"),
        ]);
        var readings = items.ConvertAll(item => item.Reading!);
        Assert.Equal([0, 2, 1], readings.Select(reading => reading.Correction));
        Assert.Equal([1, 2, 3], readings.Select(reading => reading.SourceRecord));
        Assert.Equal([4.2, 4.2, 0.0], readings.Select(reading => reading.Precipitation6hMm));
        Assert.Equal(280.36, readings[2].AirTemperatureK);
        Assert.All(items, item => Assert.Equal("bufr", item.Format));
    }

    [Fact]
    public async Task CompressedSubsetsWithWigosIdentifiers()
    {
        var readings = await ReadAsync("compressed");
        Assert.Equal(["0-20001-0-A1", "0-20001-0-B22", "0-20001-0-C333", "0-20001-0-D"], readings.Select(reading => reading.StationId));
        Assert.Equal([290.11, 291.22, null, 293.44], readings.Select(reading => reading.AirTemperatureK));
        Assert.Equal([10.5, 11.25, -12, 13], readings.Select(reading => reading.LatitudeDegrees));
        Assert.Equal([1, 2, 3, 179.99999], readings.Select(reading => reading.LongitudeDegrees));
        Assert.Equal([1, 22.5, 333, -4], readings.Select(reading => reading.ElevationMetres));
        Assert.Equal([100_010, 99_020, 97_030, 100_040], readings.Select(reading => reading.SurfacePressurePa));
        Assert.Equal([285.5, 285.5, 285.5, 285.5], readings.Select(reading => reading.DewPointK));
        // Nothing within a day is nothing within six hours; an amount is not.
        Assert.Equal([0, null, 0, 0], readings.Select(reading => reading.Precipitation6hMm));
    }

    [Fact]
    public async Task AMessageOfOneReportCostsLittleMoreThanItsReading()
    {
        const int Messages = 2000;
        BufrMessages.RequireTables();
        var (format, bytes) = (new BufrFormat(), Enumerable.Repeat(BufrMessages.Bytes("land"), Messages).SelectMany(message => message).ToArray());
        await CountAsync(format, bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = await CountAsync(format, bytes);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / count;

        Assert.Equal(Messages, count);
        // Of a reading itself 200, and twice of what sections 1 and 3 say.
        Assert.InRange(each, 0, 700);

        static async Task<int> CountAsync(BufrFormat format, byte[] bytes)
        {
            var readings = 0;
            await foreach (var item in format.ReadAsync(new MemoryStream(bytes), "test", CancellationToken.None))
            {
                readings += item.Reading is null ? 0 : 1;
            }

            return readings;
        }
    }

    [Fact]
    public async Task SubsetsOfDifferentLengths()
    {
        var readings = await ReadAsync("rows");
        Assert.Equal(["0-20000-0-10001", "0-20000-0-11022", "0-20000-0-12333"], readings.Select(reading => reading.StationId));
        Assert.Equal([290.11, 291.22, 292.33], readings.Select(reading => reading.AirTemperatureK));
        Assert.Equal([Six.AddHours(-1), Six, Six.AddHours(1)], readings.Select(reading => reading.Time));
        Assert.Equal([1, 2, 3], readings.Select(reading => reading.SourceRecord));
    }

    [Fact]
    public async Task AShip()
    {
        var reading = Assert.Single(await ReadAsync("ship"));
        Assert.Equal(("SLAM1", -33.5, 18.1), (reading.StationId, reading.LatitudeDegrees, reading.LongitudeDegrees));
        Assert.Equal((288.7, 101_250, 12.3, 310), (reading.AirTemperatureK, reading.SurfacePressurePa, reading.WindSpeedMetresPerSecond, reading.WindFromDirectionDegrees));
    }

    [Fact]
    public async Task OperatorsChangeElements()
    {
        var readings = await ReadAsync("operators");
        Assert.Equal([280.11, 280.12], readings.Select(reading => reading.AirTemperatureK));
        Assert.Equal([275.123, 275.456], readings.Select(reading => reading.DewPointK));
        Assert.Equal([100_011, 100_022], readings.Select(reading => reading.SurfacePressurePa));
    }

    [Theory]
    [InlineData(206013, new byte[] { 0x41, 0x03, 0x71, 0x80 }, "A")]
    [InlineData(206005, new byte[] { 0x03, 0x71, 0x80 }, null)]
    public async Task ATextOfALocalWidthShiftsNothing(int width, byte[] data, string? id)
    {
        var reading = Assert.Single(await BufrMessages.ReadAsync(BufrHostileTests.Message([width, 1015, 12101], 37, data))).Reading!;
        Assert.Equal((id ?? "", 282.08), (reading.StationId ?? "", reading.AirTemperatureK));
    }

    [Fact]
    public async Task ASoundingAmongSurfaceReportsIsAProfile()
    {
        var items = await BufrMessages.ReadAsync(BufrMessages.Bytes("land", "sounding", "ship"));
        Assert.Equal([true, false, true], items.Select(item => item.Reading is not null));
        Assert.Equal([1, 2, 3], items.Select(item => item.Reading?.SourceRecord ?? item.Profile!.SourceRecord));
        Assert.Equal("bufr", items[1].Format);
        var profile = items[1].Profile!;
        Assert.Equal(("0-20000-0-10007", 47.1, -8.5, 431), (profile.StationId, profile.LatitudeDegrees, profile.LongitudeDegrees, profile.ElevationMetres));
        Assert.Equal([new ProfileLevel(96_850, 281.36f), new ProfileLevel(85_000, 274.05f)], profile.Levels);
    }

    [Fact]
    public async Task WithoutEcCodesTheReasonNamesIt()
    {
        var format = new BufrFormat(["libabsent-eccodes.so.0"]);
        var failure = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var item in format.ReadAsync(new MemoryStream(BufrMessages.Bytes("land")), "test", CancellationToken.None))
            {
                Assert.Fail($"{item} was read.");
            }
        });
        Assert.Contains("libabsent-eccodes.so.0 is not installed", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ecCodes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALibraryWithoutItsTablesIsNamed()
    {
        var failure = Assert.Throws<InvalidDataException>(() => EcCodesDefinitions.FindTables(["libc.so.6", "libSystem.dylib"]));
        Assert.Contains("codes_definition_path", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("land", true)]
    [InlineData("sounding", true)]
    [InlineData("", false)]
    public void BufrIsKnownByItsContent(string name, bool expected)
    {
        var bytes = name.Length > 0 ? BufrMessages.Bytes(name) : Encoding.ASCII.GetBytes("station_id,time\nBUFR station,2026\n");
        Assert.Equal(expected, new BufrFormat().Recognises("x", bytes));
        Assert.Equal(expected, new BufrFormat().Recognises("x", [.. "ISMD01 ABCD 290600\r\r\n"u8, .. bytes]));
    }

    private static async Task<List<StationReading>> ReadAsync(string name) =>
        (await BufrMessages.ReadAsync(BufrMessages.Bytes(name))).ConvertAll(item => item.Reading ?? throw new InvalidDataException(item.Unreadable!.Reason));
}
