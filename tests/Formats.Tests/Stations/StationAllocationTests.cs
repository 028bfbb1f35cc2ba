using System.Text;
using Slams.Formats.Stations;

namespace Slams.Formats.Tests.Stations;

/// <summary>Reading text makes readings and no garbage beside them.</summary>
public sealed class StationAllocationTests
{
    private const int BytesPerReading = 320;

    [Theory]
    [InlineData("", "KCLE 010551Z 26011G20KT 10SM FEW033 FEW042 11/07 A2984 RMK AO2 SLP121 60002 T01060072 10144 20100 51023\n")]
    [InlineData("SADL31 EDZW 010520\nMETAR\n", "EDDF 010520Z 24008KT 9999 BKN008 14/13\n     Q1010 NOSIG=\n")]
    [InlineData(
        "raw_text,station_id,observation_time,latitude,longitude\n",
        "\"KCLE 010551Z 26011KT 10SM 11/07 A2984 RMK AO2 T01060072\",KCLE,2020-10-01T05:51:00Z,41.4,-81.8\n")]
    [InlineData("SMRO01 YRBK 011200\nAAXX 01121\n", "15015 02999 02501 10103 21090 39765 42952 57020 60001 333\n4/000 55310=\n")]
    public async Task TextIsReadWithoutAllocationsPerReading(string heading, string report)
    {
        // What is made once, as the list of stations, is made by now.
        await AllocatedAsync(heading, report, 1);
        var few = await AllocatedAsync(heading, report, 1_000);
        var many = await AllocatedAsync(heading, report, 11_000);
        Assert.InRange((many - few) / 10_000.0, 0, BytesPerReading);
    }

    private static async Task<long> AllocatedAsync(string heading, string report, int count)
    {
        var bytes = Encoding.ASCII.GetBytes(heading + string.Concat(Enumerable.Repeat(report, count)));
        var formats = new StationFormats(new StationReadOptions { ReferenceTime = new(2020, 10, 1, 12, 0, 0, TimeSpan.Zero) });
        var readings = 0;
        var thread = Environment.CurrentManagedThreadId;
        var before = GC.GetAllocatedBytesForCurrentThread();
        await foreach (var item in formats.ReadAsync(new MemoryStream(bytes), "test", TestContext.Current.CancellationToken))
        {
            readings += item.Reading is null ? 0 : 1;
        }

        var after = GC.GetAllocatedBytesForCurrentThread();
        // A stream in memory never makes the reader wait, so all of it runs here.
        Assert.Equal((count, thread), (readings, Environment.CurrentManagedThreadId));
        return after - before;
    }
}
