using System.Globalization;
using Slams.Formats.NetCdf;
using Slams.Formats.Tests.NetCdf;
using static Slams.Formats.NetCdf.NetCdfAttribute;

namespace Slams.Formats.Tests.Frames;

public sealed class FrameTimeTests
{
    [Theory]
    [InlineData("seconds since 1970-01-01 00:00:00", null, 536738400, "1987-01-04T06:00:00Z")]
    [InlineData("minutes since 1987-1-1", "gregorian", 90.5, "1987-01-01T01:30:30Z")]
    [InlineData("hours since 1981-01-01 00:00:00.0", "standard", 6, "1981-01-01T06:00:00Z")]
    [InlineData("Days Since 2000-02-28T12:00:00Z", "Standard", 1.5, "2000-03-01T00:00:00Z")]
    [InlineData("h since 2000-01-01 00:00 UTC", "proleptic_gregorian", -1, "1999-12-31T23:00:00Z")]
    [InlineData("hours since 2000-01-01 00:00:00 -06:00", null, 0, "2000-01-01T06:00:00Z")]
    [InlineData("hours since 2000-01-01 00:00:00 +0530", null, 0, "1999-12-31T18:30:00Z")]
    [InlineData("msec since 2000-01-01", null, 1, "2000-01-01T00:00:00.001Z")]
    // The reference library gives the same: the standard calendar is Julian before 15 October 1582.
    [InlineData("days since 1-1-1 00:00:00", "standard", 719165, "1970-01-02T00:00:00Z")]
    [InlineData("days since 1-1-1 00:00:00", "proleptic_gregorian", 719162, "1970-01-01T00:00:00Z")]
    public async Task UnitsAndCalendars(string units, string? calendar, double value, string expected)
    {
        var item = await ReadAsync(units, calendar, value);
        Assert.Null(item.Unreadable);
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), item.Frame!.Time);
    }

    [Theory]
    [InlineData("months since 2000-01-01", null)]
    [InlineData("hours since 2000-13-01", null)]
    [InlineData("hours since yesterday", null)]
    [InlineData("hours since 2000-01-01", "360_day")]
    [InlineData("hours since 0000-01-01", "standard")]
    public async Task UnitsThatNameNoInstants(string units, string? calendar)
    {
        var letter = (await ReadAsync(units, calendar, 0)).Unreadable!;
        Assert.Equal(0, letter.Record);
        Assert.Matches("Time units|Calendar", letter.Reason);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1e300)]
    [InlineData(double.NegativeInfinity)]
    public async Task ValuesThatNameNoInstants(double value) =>
        Assert.Matches("no time that can be read", (await ReadAsync("days since 2000-01-01", null, value)).Unreadable!.Reason);

    private static async Task<Slams.Formats.Frames.FrameItem> ReadAsync(string units, string? calendar, double value)
    {
        NetCdfAttribute[] attributes = calendar is null ? [OfText("units", units)] : [OfText("units", units), OfText("calendar", calendar)];
        return Assert.Single(await FrameReading.ReadAsync(NetCdfRoundTripTests.Bytes(
            new NetCdfWriter().AddDimension("y", 2).AddDimension("x", 2)
                .AddVariable("y", ["y"], NetCdfData.Of(new[] { -45.0, 45 }), OfText("units", "degrees_north"))
                .AddVariable("x", ["x"], NetCdfData.Of(new[] { 0.0, 180 }), OfText("units", "degrees_east"))
                .AddVariable("t", [], NetCdfData.Of(new[] { value }), attributes)
                .AddVariable("olr", ["y", "x"], NetCdfData.Of(new float[4]),
                    OfText("standard_name", "toa_outgoing_longwave_flux"), OfText("units", "W/m2")))));
    }
}
