using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Slams.Assimilator;
using Slams.Core.Cycles;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Publisher.Catalogue;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Cli.Replay;

/// <summary>Runs a replay from its files to its published analyses and the report.</summary>
internal sealed class ReplaySession(ReplayPlan plan, TextWriter console)
{
    /// <summary>Runs; 0 when every cycle between the first and the last observation was analysed and published.</summary>
    public async Task<int> RunAsync(Func<Task>? stayUp, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(plan.Output);
        var range = await plan.RangeAsync(cancellationToken);
        using var host = ReplayHost.Build(await plan.ToConfigurationAsync(range, cancellationToken), plan.Url is not null, range);
        var services = host.Services;
        var state = services.GetRequiredService<AssimilatorState>();
        var inputs = ReplayInputs.Of(services);
        using var progress = new ProgressLine(console, inputs, CycleSchedule.SixHourly, TimeProvider.System);
        state.CycleCommitted += progress.Show;
        await host.StartAsync(cancellationToken);
        if (plan.Url is not null)
        {
            await console.WriteLineAsync($"Map and API: {plan.Url}");
        }

        var published = await WaitAsync(state, inputs, services, cancellationToken);
        progress.End();
        await WriteCountsAsync(inputs, state);
        var exit = await JudgeAsync(inputs.Stations, inputs.Frames, published);
        if (published.Count > 0 && plan.Analyses)
        {
            await new ReplayReport(plan).WriteAsync(
                console, services.GetRequiredService<IEventLog>(), services.GetRequiredService<Topics>(), cancellationToken);
        }

        if (stayUp is not null && exit == 0)
        {
            await stayUp();
        }

        await host.StopAsync(CancellationToken.None);
        return exit;
    }

    /// <summary>Waits for ingest, assimilator and publisher, and fails as soon as one of them does.</summary>
    private static async Task<IReadOnlyList<Cycle>> WaitAsync(
        AssimilatorState state, ReplayInputs inputs, IServiceProvider services, CancellationToken cancellationToken)
    {
        var ingests = inputs.Work;
        while (!state.Completed.IsCompleted)
        {
            await Task.WhenAny([state.Completed, .. ingests.Where(t => !t.IsCompleted), Task.Delay(1000, cancellationToken)]);
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var ingest in ingests.Where(t => t.IsFaulted))
            {
                await ingest;
            }
        }

        await state.Completed;
        var log = services.GetRequiredService<IEventLog>();
        var store = services.GetRequiredService<AnalysisStore>();
        var run = services.GetRequiredService<IOptions<RunOptions>>().Value.Id;
        var revisions = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var record in log.ScanAsync(services.GetRequiredService<Topics>().Analyses, [], cancellationToken))
        {
            var cycle = CycleSchedule.SixHourly.CycleAt(record.Timestamp);
            // A revision that has failed leaves the analysis before it in place.
            revisions[cycle.Key] = record.HasFailed() ? revisions.GetValueOrDefault(cycle.Key) : record.RevisionOf();
        }

        while (revisions.Any(known => store.Find(known.Key) is not { } summary || summary.Provenance.Revision < known.Value))
        {
            await Task.Delay(50, cancellationToken);
        }

        // Where the log has a retention, the first cycles may be gone from it by now.
        return [.. store.Cycles.Where(summary => summary.Provenance.RunId == run).Select(summary => summary.Cycle)];
    }

    private async Task WriteCountsAsync(ReplayInputs inputs, AssimilatorState state)
    {
        foreach (var (name, counts) in new[] { ("stations", inputs.Stations), ("frames", inputs.Frames) })
        {
            await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{name}: read {counts.Read:N0}, used {counts.Used:N0}, flagged {counts.Flagged:N0}, dead-lettered {counts.DeadLetters:N0}"));
            var flags = Enum.GetValues<Core.Observations.QualityFlag>().Where(f => counts.Of(f) > 0)
                .Select(f => string.Create(CultureInfo.InvariantCulture, $"{f} {counts.Of(f):N0}"));
            await console.WriteLineAsync($"  {string.Join(", ", flags)}");
        }

        await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"late: {state.Late:N0}; copies dropped: {state.Duplicates:N0}"));
    }

    private async Task<int> JudgeAsync(IngestCounts stations, IngestCounts frames, IReadOnlyList<Cycle> published)
    {
        DateTimeOffset?[] firsts = [stations.First, frames.First], lasts = [stations.Last, frames.Last];
        if (firsts.Min() is not { } first || lasts.Max() is not { } last)
        {
            await Console.Error.WriteLineAsync("slams: no observation with a time was found; nothing was analysed.");
            return 3;
        }

        var (from, to) = (CycleSchedule.SixHourly.CycleAt(first), CycleSchedule.SixHourly.CycleAt(last));
        var missing = Enumerable.Range(0, (int)(to.Index - from.Index + 1)).Select(i => CycleSchedule.SixHourly.At(from.Index + i))
            .Except(published).ToArray();
        if (missing.Length > 0)
        {
            await Console.Error.WriteLineAsync($"slams: {missing.Length} cycles were not analysed, the first is {missing[0].Key}.");
            return 4;
        }

        await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{published.Count} cycles analysed and published, {from.Key} to {to.Key}"));
        return 0;
    }
}
