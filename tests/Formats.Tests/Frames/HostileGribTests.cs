using System.Buffers.Binary;
using Slams.Formats.Grib;

namespace Slams.Formats.Tests.Frames;

/// <summary>What a GRIB file of a few hundred bytes may ask for.</summary>
public sealed class HostileGribTests
{
    // From the start of a file on: section 3.
    private const int Points = 43, Columns = 67, Rows = 71, Parallels = 104;

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

    private static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Frames", "Grib", name + ".grib2"));
}
