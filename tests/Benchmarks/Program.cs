using Slams.Benchmarks;
using Slams.Benchmarks.FormatRates;
using Slams.Benchmarks.WindowRates;

// "load" and "readers" with their options are runs of their own. Otherwise: without arguments everything is measured, with names
// (ingest, consume, consume-kafka, formats, windows, stages, replay) only those.
if (args.Length > 0 && args[0] == "load")
{
    await LoadBenchmark.RunAsync(LoadOptions.Parse(args[1..]), Console.Out);
    return;
}

if (args.Length > 0 && args[0] == "readers")
{
    await ReaderBenchmark.RunAsync(CrowdOptions.Parse(args[1..]), Console.Out);
    return;
}

var wanted = args.Length == 0 ? ["ingest", "consume", "formats", "windows", "stages", "replay"] : args;
if (wanted.Contains("ingest"))
{
    await IngestBenchmark.RunAsync(Console.Out);
}

if (wanted.Contains("consume") || wanted.Contains("consume-kafka"))
{
    await ConsumeBenchmark.RunAsync(Console.Out, kafkaOnly: !wanted.Contains("consume"));
}

if (wanted.Contains("formats"))
{
    await FormatBenchmark.RunAsync(Console.Out);
}

if (wanted.Contains("windows"))
{
    await WindowBenchmark.RunAsync(Console.Out);
}

if (wanted.Contains("stages"))
{
    await StageBenchmark.RunAsync(Console.Out);
}

if (wanted.Contains("replay"))
{
    await ReplayBenchmark.RunAsync(Console.Out);
}
