using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Log;

public sealed class KeyPartitionerTests
{
    // Pinned: another result would put a station's later readings into another partition than its earlier ones.
    [Theory]
    [InlineData("", 1)]
    [InlineData("0-20000-0-72469", 3)]
    [InlineData("KDEN", 2)]
    [InlineData("Zürich", 1)]
    public void Keys_stay_where_they_are(string key, int partition) => Assert.Equal(partition, KeyPartitioner.Partition(key, 4));

    [Fact]
    public void Station_names_spread_evenly()
    {
        var counts = Enumerable.Range(70_000, 4000).GroupBy(number => KeyPartitioner.Partition($"0-20000-0-{number}", 8)).Select(group => group.Count());
        Assert.All(counts, count => Assert.InRange(count, 400, 600));
    }

    [Fact]
    public void Long_keys_are_taken_whole() =>
        Assert.NotEqual(
            KeyPartitioner.Partition(new string('a', 5000) + "1", 1 << 20), KeyPartitioner.Partition(new string('a', 5000) + "2", 1 << 20));
}
