using System.Buffers.Binary;
using System.Globalization;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Tests.Frames;

/// <summary>Reduced Gaussian grids against <c>grib_get_data</c> of ecCodes 2.28, as <see cref="GribFrameTests"/>: one with rows of a list, two octahedral ones in CCSDS.</summary>
public sealed class GribReducedTests
{
    // From the start of a file on: section 3.
    private const int Points = 43, ListOctets = 47, ListKind = 48, Rows = 71, LastLongitude = 96, Scanning = 108, List = 109;

    public static TheoryData<string> Names => ["reduced", "octahedral", "octahedral-bitmap"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_point_is_where_and_what_another_decoder_has(string name)
    {
        using var file = new GribGridFile(File.OpenRead(PathOf(name + ".grib2")), 1000);
        var (grid, values) = file.Flux.Read(0);
        var expected = Expected(name);

        Assert.Equal(expected.Length, values.Length);
        var point = 0;
        for (var row = 0; row < grid.Latitudes.Length; row++)
        {
            for (var i = 0; i < grid.Reduced!.Lengths[row]; i++, point++)
            {
                Assert.Equal(expected[point][0], grid.Latitudes[row], 6e-4);
                Assert.Equal(expected[point][1], grid.Reduced.FirstLongitude + (360.0 * i / grid.Reduced.Lengths[row]), 6e-4);
                Assert.Equal(expected[point][2], values[point], 3e-5);
            }
        }

        Assert.Equal(expected.Length, point);
    }

    [Theory]
    [InlineData("reduced")]
    [InlineData("octahedral")]
    public async Task The_mean_over_the_globe_is_kept(string name)
    {
        var frame = Assert.Single(await FrameReading.ReadAsync(PathOf(name + ".grib2"))).Frame!;
        var rows = Expected(name).GroupBy(point => point[0]).Select(row => (Latitude: row.Key, Mean: row.Average(point => point[2]))).ToArray();
        // Rows reach to half-way between them, and to the poles.
        double Sine(int edge) => edge == 0 ? 1 : edge == rows.Length ? -1 : Math.Sin((rows[edge - 1].Latitude + rows[edge].Latitude) / 2 * Math.PI / 180);
        var mean = rows.Select((row, index) => row.Mean * (Sine(index) - Sine(index + 1)) / 2).Sum();

        var weights = Enumerable.Range(0, frame.Values.Length).Select(cell => Math.Cos((-85 + (10 * (cell / 36))) * Math.PI / 180)).ToArray();
        Assert.Equal(mean, frame.Values.Zip(weights, (value, weight) => value * weight).Sum() / weights.Sum(), 1e-3);
        Assert.All(frame.ValidFraction, fraction => Assert.Equal(1, fraction, 1e-5));
    }

    [Fact]
    public async Task Rows_from_the_south_are_the_same_turned_round()
    {
        var reduced = Bytes("reduced");
        foreach (var at in new[] { 83, 92 })
        {
            reduced[at] ^= 0x80;
        }

        reduced[Scanning] = 0x40;
        var northward = Assert.Single(await FrameReading.ReadAsync(reduced)).Frame!;
        var southward = Assert.Single(await FrameReading.ReadAsync(Bytes("reduced"))).Frame!;

        Assert.Equal(southward.Values.Chunk(36).Reverse().SelectMany(row => row), northward.Values, (one, other) => Math.Abs(one - other) < 1e-3);
    }

    [Fact]
    public async Task Both_kinds_of_grids_take_turns_in_a_file()
    {
        string[] names = ["reduced", "simple", "octahedral", "octahedral-bitmap", "reduced"];
        var frames = (await FrameReading.ReadAsync([.. names.SelectMany(Bytes)])).Select(item => item.Frame!).ToArray();

        for (var i = 0; i < names.Length; i++)
        {
            Assert.Equal(Assert.Single(await FrameReading.ReadAsync(Bytes(names[i]))).Frame!.Values, frames[i].Values);
        }
    }

    [Theory]
    [InlineData(ListOctets, 0, "has no list of their points on whole circles (numbers of 0 octets by 1 of code table 3.11).")]
    [InlineData(ListOctets, 3, "rows has no list of their points")]
    [InlineData(ListKind, 2, "(numbers of 2 octets by 2 of code table 3.11).")]
    [InlineData(List + 1, 13, "rows of 453 points together and claims 452;")]
    [InlineData(List, 0xFF, "; at most 40000000 are read.")]
    [InlineData(LastLongitude + 1, 0, "is of a part of the globe: rows of ")]
    [InlineData(Scanning, 0x80, "do not all run eastward, one after the other.")]
    [InlineData(Scanning, 0x20, "do not all run eastward, one after the other.")]
    [InlineData(Rows + 3, 14, "The reduced grid ")]
    public async Task What_is_not_read_is_said(int at, byte value, string reason)
    {
        var bytes = Bytes("reduced");
        bytes[at] = value;

        Assert.Contains(reason, Assert.Single(await FrameReading.ReadAsync(bytes)).Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_without_points_leave_what_is_under_them_unseen()
    {
        var bytes = Bytes("reduced");
        bytes[List + 1] = 0;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Points), 452 - 12);
        // Section 5 follows the product; its count is the number of values.
        var section5 = bytes.AsSpan().IndexOf((byte[])[0, 0, 0, 21, 5]);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(section5 + 5), 452 - 12);

        var frame = Assert.Single(await FrameReading.ReadAsync(bytes)).Frame!;

        Assert.All(frame.SampleCount[(17 * 36)..], count => Assert.Equal(0, count));
        Assert.All(frame.SampleCount[..(16 * 36)], count => Assert.NotEqual(0, count));
    }

    [Fact]
    public void As_a_grid_of_axes_it_is_refused()
    {
        using var file = GridFiles.Open(PathOf("reduced.grib2"));

        Assert.Contains("it has no axis of longitudes", Assert.Throws<InvalidDataException>(() => file.Variables).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Cut_short_anywhere_or_with_any_byte_another_there_is_a_frame_or_a_reason(string name)
    {
        var whole = Bytes(name);
        for (var at = 0; at < whole.Length; at++)
        {
            if (at % 7 == 0)
            {
                Assert.All(await FrameReading.ReadAsync(whole[..at]), item => Assert.NotNull(item.Unreadable));
            }

            var before = whole[at];
            foreach (var other in new byte[] { 0, 0x7F, 0xFF, (byte)(before ^ 1) })
            {
                whole[at] = other;
                Assert.NotEmpty(await FrameReading.ReadAsync(whole));
            }

            whole[at] = before;
        }
    }

    private static double[][] Expected(string name) =>
        [.. File.ReadAllLines(PathOf(name + ".txt")).Select(line => line.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray())];

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Frames", "Grib", file);

    private static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name + ".grib2"));
}
