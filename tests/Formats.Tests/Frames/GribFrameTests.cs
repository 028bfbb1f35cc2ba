using System.Globalization;
using Slams.Core.Observations;
using Slams.Formats.Frames;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Tests.Frames;

/// <summary>
/// GRIB edition 2 against <c>grib_get_data</c> of ecCodes 2.28: beside each message lies what that makes of it, a point a line. The messages are
/// made by ecCodes, but for those with differences of first and second order, which it reads and does not write.
/// </summary>
public sealed class GribFrameTests
{
    public static TheoryData<string> Names => ["simple", "bitmap", "complex", "complex-bitmap", "differences-0", "differences-1", "differences-2", "missing-1", "missing-2",
        "westward", "northward", "columns", "gaussian", .. Ccsds];

    private static string[] Ccsds =>
        ["ccsds", "ccsds-8", "ccsds-12", "ccsds-24", "ccsds-32", "ccsds-bitmap", "ccsds-constant", "ccsds-flat", "ccsds-padded", "ccsds-unpredicted"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_point_is_where_and_what_another_decoder_has(string name)
    {
        using var file = GridFiles.Open(PathOf(name + ".grib2"));
        var (flux, latitudes, longitudes) = (file.Variables[0], file.Variables[1].ReadAll(), file.Variables[2].ReadAll());
        var values = flux.ReadUnpacked(0);
        var transposed = flux.DimensionNames is [_, "longitude", _];
        var expected = File.ReadAllLines(PathOf(name + ".txt")).Select(line => line.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray()).ToArray();

        Assert.Equal(latitudes.Length * longitudes.Length, expected.Length);
        Assert.Equal(expected.Length, values.Length);
        foreach (var point in expected)
        {
            var row = Array.FindIndex(latitudes, latitude => Math.Abs(latitude - point[0]) < 0.0015);
            var column = Array.FindIndex(longitudes, longitude => Math.Abs((((longitude - point[1]) % 360) + 540) % 360 - 180) < 0.0015);
            Assert.True(row >= 0 && column >= 0, $"{point[0]} {point[1]}");
            Assert.Equal(point[2], values[transposed ? (column * latitudes.Length) + row : (row * longitudes.Length) + column], 3e-5);
        }
    }

    [Fact]
    public void Rows_that_run_backwards_in_turn_are_turned_round()
    {
        // By the rule of flag table 3.4: ecCodes 2.28 leaves such rows as they are.
        using var simple = GridFiles.Open(PathOf("simple.grib2"));
        using var turning = GridFiles.Open(PathOf("turning.grib2"));
        var rows = simple.Variables[0].ReadUnpacked(0).Chunk(12).ToArray();

        Assert.Equal(rows.SelectMany((row, index) => index % 2 == 0 ? row : row.Reverse()), turning.Variables[0].ReadUnpacked(0));
    }

    [Theory]
    [InlineData("simple", 6, 1.0)]
    [InlineData("ahead", 9, 1.0)]
    [InlineData("mean", 9, 1.0)]
    [InlineData("sum", 9, -1.0 / 21600)]
    public async Task Means_and_sums_over_an_interval_are_of_its_middle_in_watts(string name, int hour, double factor)
    {
        var frame = Assert.Single(await FrameReading.ReadAsync(PathOf(name + ".grib2"))).Frame!;
        var simple = Assert.Single(await FrameReading.ReadAsync(PathOf("simple.grib2"))).Frame!;

        Assert.Equal(new DateTimeOffset(2026, 11, 30, hour, 0, 0, TimeSpan.Zero), frame.Time);
        Assert.Equal(simple.Values.Select(value => value * factor), frame.Values.Select(value => (double)value), (one, other) => Math.Abs(one - other) <= 1e-5 * Math.Abs(one));
        Assert.Equal((FrameQuantity.OutgoingLongwaveFlux, name == "mean" ? "grib-7" : "grib-98"), (frame.Quantity, frame.Platform));
    }

    [Theory]
    [InlineData("ground", "has no outgoing longwave flux (parameter 0-5-4 or 0-5-5 at the top of the atmosphere). It has: 0-5-4.")]
    [InlineData("jpeg", "Values are packed by template 5.40 (JPEG 2000); 5.0 (simple), 5.2, 5.3 (complex) and 5.42 (CCSDS) are read. grib_set -r -s packingType=grid_simple repacks them.")]
    public async Task What_is_not_read_is_said(string name, string reason)
    {
        var letter = Assert.Single(await FrameReading.ReadAsync(PathOf(name + ".grib2"))).Unreadable!;

        Assert.Contains(reason, letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_messages_are_steps_and_what_is_between_them_is_passed_over()
    {
        byte[] bytes = [.. Bytes("simple"), .. "\r\r\nheading\0\0"u8, .. Bytes("ground"), .. Bytes("ahead"), 0, 0, 0];

        var frames = (await FrameReading.ReadAsync(bytes)).Select(item => item.Frame!.Time.Hour);

        Assert.Equal([6, 9], frames);
        Assert.All(await FrameReading.ReadAsync(bytes), item => Assert.Equal(FrameFiles.Grib, item.Format));
    }

    [Fact]
    public async Task Fields_on_different_grids_are_read_each_from_its_own()
    {
        string[] names = ["simple", "gaussian", "columns", "simple", "gaussian"];
        var frames = (await FrameReading.ReadAsync([.. names.SelectMany(Bytes)])).Select(item => item.Frame!).ToArray();

        for (var i = 0; i < names.Length; i++)
        {
            var alone = Assert.Single(await FrameReading.ReadAsync(Bytes(names[i]))).Frame!;
            Assert.Equal((alone.Platform, alone.Time, alone.Values, alone.SampleCount), (frames[i].Platform, frames[i].Time, frames[i].Values, frames[i].SampleCount), Same);
            Assert.EndsWith($"[{i}]", frames[i].Source, StringComparison.Ordinal);
        }

        static bool Same((string, DateTimeOffset, float[], int[]) one, (string, DateTimeOffset, float[], int[]) other) =>
            (one.Item1, one.Item2) == (other.Item1, other.Item2) && one.Item3.SequenceEqual(other.Item3) && one.Item4.SequenceEqual(other.Item4);
    }

    [Fact]
    public void As_a_series_on_one_grid_a_field_on_another_cannot_be_read()
    {
        using var file = GridFiles.Open(new MemoryStream([.. Bytes("simple"), .. Bytes("gaussian")]));

        Assert.NotEmpty(file.Variables[0].ReadUnpacked(0));
        Assert.Contains("another grid", Assert.Throws<InvalidDataException>(() => file.Variables[0].ReadUnpacked(1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Cut_short_anywhere_there_is_a_reason_and_no_frame(string name)
    {
        var whole = Bytes(name);
        for (var length = 0; length < whole.Length; length += 7)
        {
            var items = await FrameReading.ReadAsync(whole[..length]);
            Assert.All(items, item => Assert.NotNull(item.Unreadable));
            Assert.NotEmpty(items);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Any_byte_may_be_another(string name)
    {
        var bytes = Bytes(name);
        for (var at = 0; at < bytes.Length; at++)
        {
            var before = bytes[at];
            foreach (var other in new byte[] { 0, 0x7F, 0xFF, (byte)(before ^ 1) })
            {
                bytes[at] = other;
                // A frame or a reason; nothing is thrown, and nothing takes long.
                Assert.NotEmpty(await FrameReading.ReadAsync(bytes));
            }

            bytes[at] = before;
        }
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Frames", "Grib", file);

    private static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name + ".grib2"));
}
