using Slams.Benchmarks;
using Slams.Benchmarks.FormatRates;
using Slams.Benchmarks.Networks;
using Slams.Benchmarks.Reports;
using Slams.Benchmarks.Sampling;
using Slams.Benchmarks.Scaling;
using Slams.Benchmarks.Sizes;
using Slams.Benchmarks.WindowRates;

// With options, each a run of its own.
var runs = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["load"] = options => LoadBenchmark.RunAsync(LoadOptions.Parse(options), Console.Out),
    ["readers"] = options => ReaderBenchmark.RunAsync(CrowdOptions.Parse(options), Console.Out),
    ["shards"] = options => new ShardBenchmark(ShardOptions.Parse(options), Console.Out).RunAsync(),
    ["sampling"] = options => SamplingBenchmark.RunAsync(SamplingOptions.Parse(options), Console.Out),
    ["size"] = options => SizeBenchmark.RunAsync(SizeOptions.Parse(options), Console.Out),
    [SizeMeasurement.Command] = options => SizeMeasurement.RunAsync(options, Console.Out),
    ["ready"] = options => ReadyBenchmark.RunAsync(options, Console.Out),
    ["scaling"] = options => ScalingRun.RunAsync(ScalingOptions.Parse(options), Console.Out),
};

// By name, one after the other; without arguments all but consume-kafka, which is a part of consume.
var benchmarks = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["ingest"] = () => IngestBenchmark.RunAsync(Console.Out),
    ["consume"] = () => ConsumeBenchmark.RunAsync(Console.Out),
    ["consume-kafka"] = () => ConsumeBenchmark.RunAsync(Console.Out, kafkaOnly: true),
    ["formats"] = () => FormatBenchmark.RunAsync(Console.Out),
    ["windows"] = () => WindowBenchmark.RunAsync(Console.Out),
    ["network"] = () => NetworkBenchmark.RunAsync(Console.Out),
    ["start"] = () => StartBenchmark.RunAsync(Console.Out),
    ["stages"] = () => StageBenchmark.RunAsync(Console.Out),
    ["replay"] = () => ReplayBenchmark.RunAsync(Console.Out),
};

if (args is ["report", ..])
{
    return await ReportRun.RunAsync(ReportOptions.Parse(args[1..]), Console.Out) ? 0 : 1;
}

if (args.Length > 0 && runs.TryGetValue(args[0], out var run))
{
    await run(args[1..]);
    return 0;
}

string[] wanted = args.Length > 0 ? args : [.. benchmarks.Keys.Where(name => name != "consume-kafka")];
if (wanted.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine(
        $"There is no benchmark {unknown}: {string.Join(", ", benchmarks.Keys.Concat(runs.Keys.Where(name => name != SizeMeasurement.Command)).Append("report"))}.");
    return 2;
}

foreach (var name in wanted)
{
    await benchmarks[name]();
}

return 0;
