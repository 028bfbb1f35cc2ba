using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Slams.Core.Analyses;
using Slams.Core.Windows;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>The same source through logs that differ in where batches are cut and how many partitions there are.</summary>
public sealed class BatchSizeTests
{
    private static readonly TimeSpan Disorder = TimeSpan.FromHours(1), Bound = TimeSpan.FromHours(8);

    [Fact]
    public async Task Batches_and_partitions_change_the_offsets_in_the_provenance_and_nothing_else()
    {
        var single = await AnalysesAsync(batch: 1, partitions: 3);

        Assert.Contains(single, analysis => analysis.Provenance.Revision == 1);
        foreach (var other in new[] { await AnalysesAsync(batch: 7, partitions: 3), await AnalysesAsync(batch: 1000, partitions: 1) })
        {
            Assert.Equal(single.Select(Content), other.Select(Content));
            Assert.All(single.Zip(other), pair => Assert.Equal(pair.First.MeanK, pair.Second.MeanK));
            Assert.Contains(single.Zip(other), pair => !pair.First.Provenance.InputOffsets.SequenceEqual(pair.Second.Provenance.InputOffsets));
        }
    }

    private static string Content(Analysis analysis) =>
        $"{analysis.Cycle.Key}.{analysis.Provenance.Revision} {string.Join(' ', analysis.Provenance.InputCounts)} + {string.Join(' ', analysis.Provenance.AddedCounts)}";

    /// <summary>A day of readings every four minutes, each fiftieth three hours late, appended and analysed; in the order of cycle and revision.</summary>
    private static async Task<Analysis[]> AnalysesAsync(int batch, int partitions)
    {
        await using var bench = new AssimilatorBench();
        bench.Settings["Run:Partitions"] = $"{partitions}";
        bench.Settings["Cycle:AllowedDisorder"] = $"{Disorder:c}";
        bench.Settings["Cycle:Late:Stations"] = "Revise";
        bench.Settings["Cycle:Late:Bound"] = $"{Bound:c}";
        var runner = new IngestRunner(
            bench.Log, bench.Topics, new WindowOptions { AllowedDisorder = Disorder, RevisionBound = Bound }, new IngestOptions { BatchSize = batch },
            new PipelineMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger.Instance);
        var readings = Enumerable.Range(0, 360)
            .Select(i => ListSource.Reading(i, TimeSpan.FromMinutes(4 * i) - (i % 50 == 49 ? TimeSpan.FromHours(3) : TimeSpan.Zero)));
        await runner.RunAsync(new ListSource([.. readings]) { Partitions = partitions }, TestContext.Current.CancellationToken);
        await bench.AppendAsync(bench.Topics.Frames, ProgressCodec.ToRecords(new Progress("satellite", null, true), 1));

        await bench.RunAsync();

        return [.. (await bench.AnalysesAsync()).OrderBy(analysis => analysis.Cycle.Index).ThenBy(analysis => analysis.Provenance.Revision)];
    }
}
