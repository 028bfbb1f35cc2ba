using Slams.Streaming.Messages;

namespace Slams.Workers.Tests.Assimilation;

public sealed class RevisionTests
{
    private const int Hour = 60;

    // One straggler of the first cycle, two of the second, one that is past every bound and flagged by its source.
    private static readonly (int, TimeSpan?)[] Readings =
    [
        (0, null), (5 * Hour, null), (1, TimeSpan.FromHours(1)), (10 * Hour, null), (6 * Hour, TimeSpan.FromMinutes(1)), (6 * Hour + 1, TimeSpan.FromMinutes(1)),
        (20 * Hour, null), (30 * Hour, null),
    ];

    [Fact]
    public async Task A_late_reading_makes_the_next_revision_of_its_cycle_and_tells_what_was_added()
    {
        await using var bench = Bench();
        await bench.AppendAsync(Readings);

        await bench.RunAsync();

        var analyses = await bench.AnalysesAsync();
        Assert.Equal(
            ["19870112T0000Z.0", "19870112T0600Z.0", "19870112T0000Z.1", "19870112T1200Z.0", "19870112T0600Z.1", "19870112T1800Z.0", "19870113T0000Z.0", "19870113T0600Z.0"],
            analyses.Select(analysis => $"{analysis.Cycle.Key}.{analysis.Provenance.Revision}"));
        Assert.Equal(2, analyses[2].Provenance.InputCounts["reading.Assimilated"]);
        Assert.Equal(1, analyses[2].Provenance.AddedCounts["reading.Assimilated"]);
        Assert.Equal(2, analyses[4].Provenance.AddedCounts["reading.Assimilated"]);
        Assert.Equal(200 + 201, analyses[2].MeanK[0]);
        // The revision of the second cycle has the revised first one behind it; the third cycle, analysed before, has not changed.
        Assert.Equal(401f / 2, analyses[4].MeanK[1]);
        Assert.All(analyses.Where(analysis => analysis.Provenance.Revision == 0), analysis => Assert.Empty(analysis.Provenance.AddedCounts));
    }

    [Fact]
    public async Task By_default_nothing_is_revised_and_what_is_late_goes_to_the_late_topic_with_how_late()
    {
        await using var bench = new AssimilatorBench();
        await bench.AppendAsync([(0, null), (13 * Hour, null), (1, null)]);

        await bench.RunAsync();

        Assert.All(await bench.AnalysesAsync(), analysis => Assert.Equal(0, analysis.Provenance.Revision));
        var late = LateCodec.FromRecord(Assert.Single(await bench.ScanAsync(bench.Topics.Late)));
        Assert.Equal((2, TimeSpan.FromHours(9), "19870112T0000Z"), (late.Original.Offset, late.LateBy, late.Cycle!.Value.Key));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    public async Task A_restart_between_any_two_commits_gives_the_same_bytes(int stopAfter)
    {
        await using var unbroken = Bench();
        await unbroken.AppendAsync(Readings);
        await unbroken.RunAsync();
        await using var broken = Bench();
        await broken.AppendAsync(Readings);
        var calls = 0;
        broken.Analyst.Before = (_, token) =>
        {
            if (++calls > stopAfter)
            {
                // Stands still until the host stops it, as in the middle of sampling.
                token.WaitHandle.WaitOne();
                token.ThrowIfCancellationRequested();
            }
        };
        await broken.StartAsync();
        await AssimilatorBench.UntilAsync(() => Task.FromResult(broken.State.Cycles == stopAfter && calls > stopAfter));
        await broken.StopAsync();

        broken.Analyst.Before = null;
        await broken.RunAsync();

        Assert.Equal(
            (await unbroken.ScanAsync(unbroken.Topics.Analyses)).Select(record => Convert.ToHexString(record.Value.Span)),
            (await broken.ScanAsync(broken.Topics.Analyses)).Select(record => Convert.ToHexString(record.Value.Span)));
    }

    private static AssimilatorBench Bench()
    {
        var bench = new AssimilatorBench();
        bench.Settings["Cycle:Late:Stations"] = "Revise";
        bench.Settings["Cycle:Late:Bound"] = "08:00:00";
        return bench;
    }
}
