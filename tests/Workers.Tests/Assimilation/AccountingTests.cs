using System.Globalization;

namespace Slams.Workers.Tests.Assimilation;

public sealed class AccountingTests
{
    [Fact]
    public async Task Accepted_is_the_sum_of_what_became_of_observations()
    {
        await using var bench = new AssimilatorBench();
        bench.Settings["Cycle:Late:Stations"] = "Revise";
        // In time, a copy, a straggler, one past the bound that nobody has flagged, and one flagged by its source.
        await bench.AppendAsync([(0, null), (0, null), (300, null), (1, TimeSpan.FromHours(1)), (1300, null), (2, null)], end: false);
        var flagged = Slams.Streaming.Messages.ReadingCodec.ToRecord(
            new() { StationId = "A", Time = AssimilatorBench.Start, Flag = Slams.Core.Observations.QualityFlag.Late, FlagReason = "hours late" }, "stations");
        await bench.AppendAsync(bench.Topics.Readings, flagged);
        await bench.EndAsync();

        await bench.RunAsync();

        var series = (await bench.MetricsAsync()).Split('\n').Where(line => line.StartsWith("slams_window_", StringComparison.Ordinal))
            .Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
        string Outcome(string name) => $"slams_window_observations_total{{outcome=\"{name}\"}}";
        Assert.Equal(7, series["slams_window_accepted_total"]);
        Assert.Equal(7, series.Where(pair => pair.Key.StartsWith("slams_window_observations_total", StringComparison.Ordinal)).Sum(pair => pair.Value));
        Assert.Equal(
            (3, 1, 1, 1, 1),
            (series[Outcome("windowed")], series[Outcome("duplicate")], series[Outcome("revised")], series[Outcome("late")], series[Outcome("flagged_late")]));
        Assert.Equal(0, series["slams_window_observations_held"]);
        Assert.Equal(2, (await bench.ScanAsync(bench.Topics.Late)).Count);
    }
}
