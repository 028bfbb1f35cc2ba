using Slams.Benchmarks.Reports;

namespace Slams.Benchmarks;

/// <summary>How long the service as <c>slams run</c> hosts it takes to be ready, from the start of its process, and what memory it has when it has analysed some cycles.</summary>
internal static class StartBenchmark
{
    private const int Rounds = 7, Cycles = 4;

    public static async Task<IReadOnlyList<Figure>> RunAsync(TextWriter output)
    {
        var options = new CrowdOptions { WarmUps = 1, Cycles = Cycles - 2 };
        var (ready, published, resident) = (new List<double>(), new List<double>(), new List<double>());
        // Once more than is counted: the first reads its files from the disk.
        for (var round = -1; round < Rounds; round++)
        {
            using var service = RunningService.Start(options);
            using var client = new HttpClient { BaseAddress = service.Address, Timeout = Timeout.InfiniteTimeSpan };
            var seconds = await service.ReadyAsync(client, CancellationToken.None);
            await using var events = service.PublicationsAsync(client, CancellationToken.None).GetAsyncEnumerator();
            await NextAsync();
            if (round < 0)
            {
                continue;
            }

            ready.Add(seconds);
            published.Add(service.SecondsSinceStart);
            if (round == Rounds - 1)
            {
                for (var cycle = 1; cycle < Cycles; cycle++)
                {
                    await NextAsync();
                }

                resident.Add(service.ResidentMegabytes);
            }

            async Task NextAsync()
            {
                if (!await events.MoveNextAsync())
                {
                    throw new InvalidOperationException($"The service ended before its cycles:\n{service.Errors}");
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"start: medians of {Rounds} rounds after 1 uncounted, {options.Members} members"));
        output.WriteLine(FormattableString.Invariant($"  ready                {Timing.Median(ready),7:0.00} s after the start of the process ({ready.Min():0.00} to {ready.Max():0.00})"));
        output.WriteLine(FormattableString.Invariant($"  first publication    {Timing.Median(published),7:0.00} s after it ({published.Min():0.00} to {published.Max():0.00})"));
        output.WriteLine(FormattableString.Invariant($"  resident             {resident[0],7:0} MB after {Cycles} cycles"));
        return
        [
            Figure.Of("start of the process to ready", "s", ready, Wanted.AtMost(1)),
            Figure.Of("start of the process to the first publication", "s", published),
            Figure.Of(FormattableString.Invariant($"resident memory after {Cycles} cycles"), "MB", resident, Wanted.AtMost(600)),
        ];
    }
}
