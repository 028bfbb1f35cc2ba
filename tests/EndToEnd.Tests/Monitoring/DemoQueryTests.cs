using System.Text.RegularExpressions;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>Every query of the dashboards and every alert, on a Prometheus that scrapes the running demo.</summary>
[Collection(typeof(MonitoredDemoTests))]
public sealed partial class DemoQueryTests(MonitoredDemo demo)
{
    public static TheoryData<string> Dashboards => [.. DashboardQueries.Files];

    [Theory]
    [MemberData(nameof(Dashboards))]
    public async Task Every_query_of_a_dashboard_brings_data(string file)
    {
        demo.Require();
        var board = await DashboardQueries.ReadAsync(file);
        var queries = DashboardQueries.Of(board);
        Assert.NotEmpty(queries);

        foreach (var (title, expression) in queries)
        {
            var series = DashboardQueries.IsOfFaults(expression) ? null : await demo.WaitForSeriesAsync(expression);
            Assert.True(series is not { Count: 0 }, $"{file}, {title}: {expression} brings nothing");
            Assert.DoesNotContain("$", expression, StringComparison.Ordinal);
            // Refused where it is wrong.
            await demo.QueryAsync(expression);
        }

        foreach (var variable in board["templating"]!["list"]!.AsArray().Where(one => (string?)one!["type"] == "query"))
        {
            var values = LabelValues().Match((string)variable!["query"]!["query"]!);
            Assert.NotEmpty((await demo.AskAsync($"label/{values.Groups["label"].Value}/values?match[]={values.Groups["metric"].Value}")).AsArray());
        }
    }

    [Fact]
    public async Task Every_alert_is_evaluated_and_every_metric_in_it_is_there()
    {
        demo.Require();
        // The demo's observations are of 1987: their analyses are overdue.
        Assert.NotEmpty(await demo.WaitForSeriesAsync("ALERTS{alertname=\"SlamsAnalysisOverdue\"}"));
        var rules = (await demo.AskAsync("rules"))["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).ToList();
        Assert.Equal(Alert().Count(await File.ReadAllTextAsync(MonitoredDemo.RulesFile, TestContext.Current.CancellationToken)), rules.Count);

        foreach (var rule in rules)
        {
            var name = (string)rule!["name"]!;
            Assert.True((string?)rule["health"] == "ok", $"{name}: {rule["lastError"]}");
            foreach (Match selector in Selector().Matches((string)rule["query"]!))
            {
                if (!DashboardQueries.OfFaults.Contains(selector.Groups["metric"].Value))
                {
                    Assert.True((await demo.WaitForSeriesAsync(selector.Value)).Count > 0, $"{name}: there is no {selector.Value}");
                }
            }
        }

        // Of the others that look at the state of things, none has anything to say.
        Assert.DoesNotContain(
            await demo.QueryAsync("ALERTS"),
            alert => (string)alert!["metric"]!["alertname"]! is "SlamsNobodyActive" or "SlamsLogDown" or "SlamsPublisherFailing" or "SlamsModelOnCpu" or "SlamsCycleFailed");
    }

    [GeneratedRegex(@"^label_values\((?<metric>\w+), (?<label>\w+)\)$")]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"^ +- alert: ", RegexOptions.Multiline)]
    private static partial Regex Alert();

    [GeneratedRegex(@"(?<metric>(?:slams|process)_\w+)(?:\{[^}]*\})?")]
    private static partial Regex Selector();
}
