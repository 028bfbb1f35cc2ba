using System.Buffers.Binary;
using Slams.Formats.Grib;

namespace Slams.Formats.Tests.Frames;

/// <summary>What a GRIB file of a few hundred bytes may ask for, and what one field may cost the others.</summary>
public sealed class HostileGribTests
{
    // From the start of a file on: section 3, and section 4 of a field at a time and of one over an interval.
    private const int Points = 43, Columns = 67, Rows = 71, Parallels = 104, Unit = 126, Ahead = 127, Process = 155, Length = 161;

    [Theory]
    [InlineData(4001, "has 8002 rows (N4001); at most 8000 (N4000) are read.")]
    [InlineData(500_001, "and 1000000 on an axis.")]
    public async Task A_gaussian_grid_finer_than_any_is_refused_before_it_is_computed(int parallels, string reason)
    {
        var bytes = Bytes("gaussian");
        foreach (var (at, value) in new[] { (Points, 4 * parallels), (Columns, 2), (Rows, 2 * parallels), (Parallels, parallels) })
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), value);
        }

        var letter = Assert.Single(await FrameReading.ReadAsync(bytes)).Unreadable!;

        Assert.Contains(reason, letter.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2560)]
    [InlineData(GaussianLatitudes.MostRows)]
    public void The_finest_grid_begins_where_the_bessel_function_says(int rows)
    {
        var latitudes = GaussianLatitudes.Of(rows);

        // Abramowitz and Stegun, 22.16.6: its first root over n + 1/2, but for terms of the third order.
        Assert.Equal(90 - (2.404825557695773 / (rows + 0.5) * 180 / Math.PI), latitudes[0], 1e-8);
        Assert.Equal(latitudes.OrderDescending(), latitudes);
    }

    [Theory]
    [InlineData(Length, 0, "over 1 ranges of time by process 1 of code table 4.10, the first of 0 h;")]
    [InlineData(Process, 2, "over 1 ranges of time by process 2 of code table 4.10, the first of 6 h;")]
    public async Task A_field_over_no_interval_or_of_a_maximum_costs_itself_alone(int at, byte value, string reason)
    {
        var sum = Bytes("sum");
        sum[at] = value;

        await OneIsLost(sum, reason);
    }

    [Theory]
    [InlineData(10_000_000)]
    [InlineData(unchecked((int)0xFF989680))]
    public async Task A_field_at_a_time_that_is_none_costs_itself_alone(int ahead)
    {
        var field = Bytes("ahead");
        field[Unit] = 12;
        BinaryPrimitives.WriteInt32BigEndian(field.AsSpan(Ahead), ahead);

        await OneIsLost(field, "Step 2 has no time that can be read.");
    }

    [Theory]
    [InlineData(2, 1, false)]
    [InlineData(2, 1, true)]
    [InlineData(2, 1_000_000, false)]
    [InlineData(3, 1, false)]
    [InlineData(3, 1_000_000, true)]
    public void Values_that_take_no_bits_cost_four_bytes_each(int template, int groups, bool mapped)
    {
        const int Count = 1_000_000;
        var section = new byte[49];
        BinaryPrimitives.WriteInt32BigEndian(section.AsSpan(5), Count);
        BinaryPrimitives.WriteInt16BigEndian(section.AsSpan(9), (short)template);
        BinaryPrimitives.WriteSingleBigEndian(section.AsSpan(11), 7);
        BinaryPrimitives.WriteInt32BigEndian(section.AsSpan(31), groups);
        BinaryPrimitives.WriteInt32BigEndian(section.AsSpan(37), Count / groups);
        BinaryPrimitives.WriteInt32BigEndian(section.AsSpan(42), Count / groups);
        (section[47], section[48]) = (2, 1);
        var map = new byte[mapped ? Count / 8 : 0];
        map.AsSpan().Fill(0xFF);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var values = GribValues.Unpack(section, map, new byte[3], Count);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (4 * Count) + 100_000);
        Assert.Equal(Count, values.Length);
        Assert.DoesNotContain(values, value => value is not 7);
    }

    private static async Task OneIsLost(byte[] field, string reason)
    {
        var items = await FrameReading.ReadAsync([.. Bytes("simple"), .. field, .. Bytes("ahead")]);

        Assert.Equal([6, null, 9], items.Select(item => item.Frame?.Time.Hour));
        Assert.Contains(reason, items[1].Unreadable!.Reason, StringComparison.Ordinal);
        Assert.Equal(2, items[1].Unreadable!.Record);
    }

    private static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Frames", "Grib", name + ".grib2"));
}
