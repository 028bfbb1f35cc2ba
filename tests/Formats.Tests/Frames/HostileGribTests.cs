using System.Buffers.Binary;
using Slams.Formats.Grib;

namespace Slams.Formats.Tests.Frames;

/// <summary>What a GRIB file of a few hundred bytes may ask for, and what one field may cost the others.</summary>
public sealed class HostileGribTests
{
    // From the start of a file on: section 3, and section 4 of a field at a time and of one over an interval.
    private const int Points = 43, Columns = 67, Rows = 71, Parallels = 104, Unit = 126, Ahead = 127, Process = 155, Length = 161;

    private const int TotalLength = 8, Section1 = 16;

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
    [InlineData(42, 1, false)]
    [InlineData(42, 1, true)]
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

    [Fact]
    public void Runs_of_zeros_cost_four_bytes_each()
    {
        const int Count = 64 * 4096;
        var section = new byte[25];
        BinaryPrimitives.WriteInt32BigEndian(section.AsSpan(5), Count);
        (section[10], section[19], section[22], section[23]) = (42, 8, 64, 16);
        // Of each segment of 64 blocks nine bits: 000, 0, and 00001.
        var data = new byte[72];
        for (var segment = 0; segment < 64; segment++)
        {
            var bit = (9 * segment) + 8;
            data[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var values = GribValues.Unpack(section, [], data, Count);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (4 * Count) + 100_000);
        Assert.DoesNotContain(values, value => value is not 0);
        Assert.Throws<InvalidDataException>(() => GribValues.Unpack(section, [], data.AsSpan(0, 71), Count));
    }

    [Theory]
    [InlineData(42, 33, 32, 128)]
    [InlineData(42, 16, 31, 128)]
    [InlineData(42, 16, 32, 0)]
    public void A_code_that_there_is_not_is_refused(byte template, byte bits, byte size, byte interval)
    {
        var section = new byte[25];
        (section[8], section[10], section[19], section[22], section[24]) = (2, template, bits, size, interval);

        Assert.Throws<InvalidDataException>(() => GribValues.Unpack(section, [], new byte[100], 2));
    }

    [Fact]
    public async Task A_damaged_section_costs_its_own_message()
    {
        var damaged = Bytes("simple");
        BinaryPrimitives.WriteInt32BigEndian(damaged.AsSpan(Section1), 1_000_000);

        await OneIsLost(damaged, "The section at byte ");
    }

    [Fact]
    public async Task A_grid_that_is_not_read_costs_its_own_field()
    {
        var reduced = Bytes("simple");
        BinaryPrimitives.WriteInt32BigEndian(reduced.AsSpan(Columns), -1);

        await OneIsLost(reduced, "The reduced grid of 7 rows has no list of their points");
    }

    [Fact]
    public async Task A_message_of_edition_1_is_passed_over_whatever_its_bytes_spell()
    {
        byte[] old = [.. "GRIB"u8, 0, 0, 24, 1, .. "GRIBGRIBGRIB"u8, .. "7777"u8];

        await OneIsLost(old, "is of GRIB edition 1; edition 2 is read.");
    }

    [Theory]
    [InlineData(100_000_000)]
    [InlineData(-1)]
    [InlineData(3)]
    public async Task A_length_that_is_wrong_costs_its_own_message(int length)
    {
        var wrong = Bytes("simple");
        BinaryPrimitives.WriteInt64BigEndian(wrong.AsSpan(TotalLength), length);

        await OneIsLost(wrong, "claims ");
    }

    [Fact]
    public async Task A_length_that_reaches_into_the_next_message_does_not_cost_that_one()
    {
        var wrong = Bytes("simple");
        BinaryPrimitives.WriteInt64BigEndian(wrong.AsSpan(TotalLength), wrong.Length + 50);

        // The field itself lies before what is wrong.
        var items = await FrameReading.ReadAsync([.. Bytes("simple"), .. wrong, .. Bytes("ahead")]);

        Assert.Equal([6, 6, null, 9], items.Select(item => item.Frame?.Time.Hour));
        Assert.Contains("The section at byte ", items[2].Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_file_without_a_field_one_letter_says_how_many_messages_cannot_be_read()
    {
        byte[] old = [.. "GRIB"u8, 0, 0, 12, 1, .. "7777"u8, 0, 0, 0, 0];

        var letter = Assert.Single(await FrameReading.ReadAsync([.. Enumerable.Repeat(old, 5).SelectMany(bytes => bytes)])).Unreadable!;

        Assert.Equal((0, "The message at byte 0 is of GRIB edition 1; edition 2 is read. There are 4 more that cannot be read."), (letter.Record, letter.Reason));
    }

    [Fact]
    public async Task Broken_messages_without_an_end_end()
    {
        var items = await FrameReading.ReadAsync([.. Bytes("simple"), .. Enumerable.Repeat("GRIB"u8.ToArray(), 10_000).SelectMany(bytes => bytes)]);

        Assert.Equal(1002, items.Count);
        Assert.NotNull(items[0].Frame);
        Assert.Contains("1000 messages cannot be read; what follows byte ", items[^1].Unreadable!.Reason, StringComparison.Ordinal);
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
