using Slams.Core.Observations;
using Slams.Formats.Frames;
using Slams.Formats.NetCdf;
using Slams.Formats.Tests.NetCdf;
using static Slams.Formats.NetCdf.NetCdfAttribute;

namespace Slams.Formats.Tests.Frames;

public sealed class ClassicFrameTests
{
    private static readonly double[] Latitudes = [.. FrameReading.Grid.LatitudesDegrees];
    private static readonly double[] Longitudes = [.. FrameReading.Grid.LongitudesDegrees];
    private static readonly DateTimeOffset Time = new(1987, 1, 11, 6, 0, 0, TimeSpan.Zero);

    private static float[] Field() =>
        [.. Enumerable.Range(0, FrameReading.Grid.CellCount).Select(cell => cell == 5 ? float.NaN : 100 + (cell * 0.25f))];

    private static byte[] Written(FramePacking? packing)
    {
        var stream = new MemoryStream();
        FrameFileWriter.Write(stream, "GEO-1", Time, Latitudes, Longitudes, Field(), packing);
        return stream.ToArray();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatTheWriterWrites(bool packed)
    {
        var item = Assert.Single(await FrameReading.ReadAsync(Written(packed ? FramePacking.OutgoingLongwave : null)));
        var frame = item.Frame!;
        Assert.Equal(("GEO-1", Time, 18, 36), (frame.Platform, frame.Time, frame.Rows, frame.Columns));
        Assert.Equal(FrameQuantity.OutgoingLongwaveFlux, frame.Quantity);
        Assert.True(float.IsNaN(frame.Values[5]));
        Assert.Equal((0f, 0), (frame.ValidFraction[5], frame.SampleCount[5]));
        var expected = Field();
        for (var cell = 6; cell < expected.Length; cell++)
        {
            Assert.Equal(expected[cell], frame.Values[cell], packed ? 0.0051 : 1e-4);
        }
    }

    private static NetCdfWriter Axes(int rows = 18, int columns = 36) =>
        new NetCdfWriter().AddDimension("step", 3).AddDimension("y", rows).AddDimension("x", columns)
            .AddVariable("y", ["y"], NetCdfData.Of(Latitudes.AsMemory(0, rows)), OfText("units", "degrees_north"))
            .AddVariable("x", ["x"], NetCdfData.Of(Longitudes.AsMemory(0, columns)), OfText("units", "degrees_east"));

    private static NetCdfWriter WithTime(NetCdfWriter writer) =>
        writer.AddVariable("step", ["step"], NetCdfData.Of(new[] { 0, 6, double.NaN }), OfText("units", "hours since 1987-1-11"));

    private static NetCdfAttribute[] Flux(params NetCdfAttribute[] more) =>
        [OfText("standard_name", "toa_outgoing_longwave_flux"), OfText("units", "W m-2"), .. more];

    [Fact]
    public async Task StepsOneByOne()
    {
        var values = Enumerable.Range(0, 3 * 648).Select(i => (short)(i / 648)).ToArray();
        var items = await FrameReading.ReadAsync(NetCdfRoundTripTests.Bytes(
            WithTime(Axes()).AddVariable("olr", ["step", "y", "x"], NetCdfData.Of(values),
                Flux(OfNumbers("scale_factor", NetCdfType.Float, 2), OfNumbers("add_offset", NetCdfType.Float, 200)))));
        Assert.Equal(3, items.Count);
        Assert.All(items[0].Frame!.Values, value => Assert.Equal(200, value, 1e-4));
        Assert.All(items[1].Frame!.Values, value => Assert.Equal(202, value, 1e-4));
        Assert.Equal(Time, items[1].Frame!.Time);
        Assert.Equal("test.nc[1]", items[1].Frame!.Source);
        // The third step has no time: its neighbours are not lost.
        Assert.Equal(3, items[2].Unreadable!.Record);
    }

    [Fact]
    public async Task UnsignedFillAndRangeAreInPackedUnits()
    {
        var values = new short[648];
        (values[0], values[1], values[2], values[3]) = (-1, -2, 7, 100);
        var item = Assert.Single(await FrameReading.ReadAsync(NetCdfRoundTripTests.Bytes(
            Axes().AddVariable("time", [], NetCdfData.Of(new[] { 6.0 }), OfText("units", "hours since 1987-01-11 00:00:00"))
                .AddVariable("olr", ["y", "x"], NetCdfData.Of(values), Flux(
                    OfText("_Unsigned", "true"), OfNumbers("_FillValue", NetCdfType.Short, -1),
                    OfNumbers("missing_value", NetCdfType.Short, 7), OfNumbers("valid_range", NetCdfType.Short, 50, -2), OfNumbers("scale_factor", NetCdfType.Double, 0.005))))));
        var frame = item.Frame!;
        Assert.Equal(Time, frame.Time);
        Assert.Equal([0, 1, 0, 1, 0], frame.SampleCount[..5]);
        Assert.Equal(65534 * 0.005, frame.Values[1], 1e-3);
        Assert.Equal(0.5, frame.Values[3], 1e-6);
    }

    [Fact]
    public async Task LongitudeMayComeFirst()
    {
        var values = Enumerable.Range(0, 648).Select(i => (float)(i % 18)).ToArray();
        var item = Assert.Single(await FrameReading.ReadAsync(NetCdfRoundTripTests.Bytes(
            Axes().AddVariable("time", [], NetCdfData.Of(new[] { 0.0 }), OfText("units", "days since 1987-01-11"))
                .AddVariable("olr", ["x", "y"], NetCdfData.Of(values), Flux()))));
        Assert.Equal(17, item.Frame!.Values[^1], 1e-4);
        Assert.Equal(0, item.Frame!.Values[0], 1e-4);
    }

    [Fact]
    public async Task ASquareGridIsToldApartByNames()
    {
        double[] axis = [.. Enumerable.Range(0, 36).Select(i => -87.5 + (i * 5))];
        var values = Enumerable.Range(0, 36 * 36).Select(i => (float)(i % 36)).ToArray();
        var writer = new NetCdfWriter().AddDimension("y", 36).AddDimension("x", 36)
            .AddVariable("y", ["y"], NetCdfData.Of(axis), OfText("units", "degrees_north"))
            .AddVariable("x", ["x"], NetCdfData.Of(Longitudes), OfText("units", "degrees_east"))
            .AddVariable("time", [], NetCdfData.Of(new[] { 0.0 }), OfText("units", "days since 1987-01-11"))
            .AddVariable("olr", ["x", "y"], NetCdfData.Of(values), Flux());
        var item = Assert.Single(await FrameReading.ReadAsync(NetCdfRoundTripTests.Bytes(writer)));
        Assert.Equal(item.Frame!.Values[0], item.Frame.Values[35], 1e-4);
        Assert.NotEqual(item.Frame.Values[0], item.Frame.Values[36], 1e-1);
    }

    [Fact]
    public async Task AnEmptyFrameSaysSo()
    {
        var values = Enumerable.Repeat(-1f, 648).ToArray();
        var item = Assert.Single(await FrameReading.ReadAsync(NetCdfRoundTripTests.Bytes(
            Axes().AddVariable("time", [], NetCdfData.Of(new[] { 0.0 }), OfText("units", "days since 1987-01-11"))
                .AddVariable("olr", ["y", "x"], NetCdfData.Of(values), Flux(OfNumbers("_FillValue", NetCdfType.Float, -1))))));
        Assert.Equal(QualityFlag.Missing, item.Frame!.Flag);
        Assert.All(item.Frame.ValidFraction, fraction => Assert.Equal(0, fraction));
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "units", "in 'K', not in W m-2" },
        { "name", "has no variable of standard_name" },
        { "time", "no time in CF units" },
        { "calendar", "Calendar 'noleap'" },
        { "latitude", "no one-dimensional latitude" },
        { "shape", "does not lie on the latitudes and longitudes" },
        { "twice", "2 variables of standard_name" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task RefusedWithAReason(string what, string reason)
    {
        var writer = what == "latitude" ? new NetCdfWriter().AddDimension("step", 3).AddDimension("y", 18).AddDimension("x", 36) : Axes();
        var time = what == "time" ? "furlongs" : "hours since 1987-1-11";
        var calendar = what == "calendar" ? "noleap" : "standard";
        writer.AddVariable("t", [], NetCdfData.Of(new[] { 0.0 }), OfText("units", time), OfText("calendar", calendar));
        NetCdfAttribute[] attributes =
        [
            OfText("standard_name", what == "name" ? "surface_temperature" : "toa_outgoing_longwave_flux"),
            OfText("units", what == "units" ? "K" : "W m-2"),
        ];
        writer.AddVariable("v", what == "shape" ? ["y"] : ["y", "x"], NetCdfData.Of(new float[what == "shape" ? 18 : 648]), attributes);
        if (what == "twice")
        {
            writer.AddVariable("w", ["y", "x"], NetCdfData.Of(new float[648]), attributes);
        }

        var item = Assert.Single(await FrameReading.ReadAsync(NetCdfRoundTripTests.Bytes(writer)));
        Assert.Contains(reason, item.Unreadable!.Reason, StringComparison.Ordinal);
        Assert.Equal(("test.nc", 0L), (item.Unreadable.Source, item.Unreadable.Record));
    }

    [Fact]
    public async Task CutFilesGiveOneDeadLetter()
    {
        var bytes = Written(FramePacking.OutgoingLongwave);
        for (var length = 0; length < bytes.Length; length += length < 1500 ? 1 : 97)
        {
            var item = Assert.Single(await FrameReading.ReadAsync(bytes[..length]));
            Assert.NotNull(item.Unreadable);
        }
    }
}
