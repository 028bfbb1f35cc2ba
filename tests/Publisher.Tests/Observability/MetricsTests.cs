using System.Text.RegularExpressions;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Observability;

public sealed partial class MetricsTests
{
    [Fact]
    public async Task Metrics_show_deliveries_and_only_names_of_the_service()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));

        var text = await publisher.Client.GetStringAsync("metrics");

        Assert.Contains("slams_publisher_deliveries_total{sink=\"netcdf\"} 2", text, StringComparison.Ordinal);
        Assert.Contains("slams_publisher_failures_total{sink=\"netcdf\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("slams_analysis_delay_seconds_count 2", text, StringComparison.Ordinal);
        // The default bridges of the client library write names that promtool refuses.
        Assert.All(TypeLine().Matches(text), match => Assert.StartsWith("slams_", match.Groups[1].Value, StringComparison.Ordinal));
    }

    [GeneratedRegex("^# TYPE (\\S+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
