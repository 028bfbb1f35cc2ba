namespace Slams.Benchmarks;

/// <summary>
/// What readers cost the cycle: the service as <c>slams run</c> hosts it, without and with many HTTP clients at its publisher. The clients
/// run on the same machine, so their own work is part of what is measured by the clock, not of the CPU time, which is the service's.
/// </summary>
internal sealed class ReaderBenchmark(CrowdOptions options, TextWriter output)
{
    private readonly List<Answer> _answers = [];

    /// <summary>Runs and prints medians and ratios.</summary>
    public static Task RunAsync(CrowdOptions options, TextWriter output) => new ReaderBenchmark(options, output).RunAsync();

    private async Task RunAsync()
    {
        var both = await Interleaved.MeasureAsync(options.Rounds, () => CyclesAsync(withReaders: false), () => CyclesAsync(withReaders: true));
        Say($"readers: {options.Readers} readers that pause {options.PauseMilliseconds} ms, {options.Listeners} listeners;");
        Say($"  {options.Cycles} cycles of {options.Members} members after {options.WarmUps + 1} uncounted, medians of {options.Rounds} rounds");
        Say($"  alone          {both.First.Seconds,7:0.00} s a cycle, {both.First.CpuSeconds,7:0.00} s of the service's CPU");
        Say($"  with readers   {both.Second.Seconds,7:0.00} s a cycle, {both.Second.CpuSeconds,7:0.00} s of the service's CPU");
        Say($"  ratio          {both.Ratio,7:0.000} by the clock, {both.Second.CpuSeconds / both.First.CpuSeconds:0.000} by CPU");
        foreach (var kind in _answers.GroupBy(answer => answer.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            double[] seconds = [.. kind.Select(answer => answer.Seconds).Order()];
            Say($"  {kind.Key,-14} {kind.Count(),7} answers, {kind.Count(answer => !answer.IsGood)} refused or failed");
            Say($"                 median {1000 * seconds[seconds.Length / 2]:0} ms, 95 % within {1000 * seconds[seconds.Length * 95 / 100]:0} ms");
        }
    }

    /// <summary>Time of a cycle, from the last publication of those uncounted to the last of those wanted, in a service of its own.</summary>
    private async Task<Timing> CyclesAsync(bool withReaders)
    {
        using var service = RunningService.Start(options);
        using var stop = new CancellationTokenSource();
        using var first = new HttpClient { BaseAddress = service.Address, Timeout = Timeout.InfiniteTimeSpan };
        await using var events = service.PublicationsAsync(first, stop.Token).GetAsyncEnumerator(stop.Token);
        await NextAsync();
        var crowd = withReaders ? ReaderCrowd.Start(options, service.Address, stop.Token) : null;
        // The first cycle carries the start of everything, and in those after it code is compiled, that of the readers too: a service runs
        // for months, and is measured when it has run for a while.
        for (var cycle = 0; cycle < options.WarmUps; cycle++)
        {
            await NextAsync();
        }

        var since = service.Begin();
        crowd?.Count();
        for (var cycle = 0; cycle < options.Cycles; cycle++)
        {
            await NextAsync();
        }

        var together = since();
        await stop.CancelAsync();
        _answers.AddRange(crowd is null ? [] : await crowd.EndAsync());
        return new Timing(together.Seconds / options.Cycles, together.CpuSeconds / options.Cycles);

        async Task NextAsync()
        {
            if (!await events.MoveNextAsync())
            {
                throw new InvalidOperationException($"The service ended before its cycles:\n{service.Errors}");
            }
        }
    }

    private void Say(FormattableString line) => output.WriteLine(FormattableString.Invariant(line));
}
