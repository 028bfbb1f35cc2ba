using Slams.Benchmarks;

// Without arguments everything is measured; with names (ingest, stages, replay) only those.
var wanted = args.Length == 0 ? ["ingest", "stages", "replay"] : args;
if (wanted.Contains("ingest"))
{
    await IngestBenchmark.RunAsync(Console.Out);
}

if (wanted.Contains("stages"))
{
    await StageBenchmark.RunAsync(Console.Out);
}

if (wanted.Contains("replay"))
{
    await ReplayBenchmark.RunAsync(Console.Out);
}
