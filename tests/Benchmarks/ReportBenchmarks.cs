using Slams.Benchmarks.FormatRates;
using Slams.Benchmarks.Networks;
using Slams.Benchmarks.Sampling;
using Slams.Benchmarks.Sizes;
using Slams.Benchmarks.Reports;
using Slams.Benchmarks.WindowRates;

namespace Slams.Benchmarks;

/// <summary>The benchmarks of the report, in its order, those that take long in a short form. A new one needs a line here and gives its figures.</summary>
internal static class ReportBenchmarks
{
    public static IReadOnlyList<(string Name, Func<TextWriter, Task<IReadOnlyList<Figure>>> RunAsync)> All { get; } =
    [
        ("ingest", IngestBenchmark.RunAsync),
        ("consume", output => ConsumeBenchmark.RunAsync(output)),
        ("windows", WindowBenchmark.RunAsync),
        ("network", NetworkBenchmark.RunAsync),
        ("start", StartBenchmark.RunAsync),
        ("stages", StageBenchmark.RunAsync),
        ("sampling", output => SamplingBenchmark.RunAsync(new SamplingOptions { Cycles = 2, Skipped = 1, SlowSteps = 0, ReferenceSteps = 64 }, output)),
        ("size", output => SizeBenchmark.RunAsync(new SizeOptions { Cycles = 1, Only = ["paper", "service", "members", "steps", "cells"] }, output)),
        ("shards", output => new ShardBenchmark(new ShardOptions { Rounds = 1 }, output).RunAsync()),
        ("formats", output => FormatBenchmark.RunAsync(output, brief: true)),
    ];
}
