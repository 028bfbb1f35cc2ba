using Slams.Core.Observations;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>Without transactions a commit may end after any of its outputs. What the next start repeats has the same bytes; nothing is lost.</summary>
public sealed class TornCommitTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_was_written_of_a_commit_nothing_is_lost(int outputs)
    {
        await using var unbroken = await BenchAsync();
        await unbroken.RunAsync();
        await using var bench = await BenchAsync();
        bench.Log = new FaultyLog(bench.Log) { OutputsUntilCut = outputs };
        await bench.RunAsync();

        Assert.Null(((FaultyLog)bench.Log).OutputsUntilCut);
        foreach (var topic in new[] { bench.Topics.Analyses, bench.Topics.Late })
        {
            Assert.Equal(await ContentAsync(unbroken, topic), await ContentAsync(bench, topic));
        }
    }

    private static async Task<AssimilatorBench> BenchAsync()
    {
        var bench = new AssimilatorBench();
        await bench.AppendAsync([(0, null), (360, null), (720, null)], end: false);
        // Found late by its source: it goes out with the first commit.
        await bench.AppendAsync(bench.Topics.Readings, ReadingCodec.ToRecord(
            new() { StationId = "A", Time = AssimilatorBench.Start.AddMinutes(1), Flag = QualityFlag.Late, FlagReason = "hours late" }, "stations"));
        await bench.EndAsync();
        return bench;
    }

    private static async Task<string[]> ContentAsync(AssimilatorBench bench, string topic) =>
        [.. (await bench.ScanAsync(topic)).Select(record => Convert.ToHexString(record.Value.Span)).Distinct()];
}
