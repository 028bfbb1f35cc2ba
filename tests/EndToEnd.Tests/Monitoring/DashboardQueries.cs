using System.Text.Json.Nodes;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>The dashboards that the chart ships, and what they ask Prometheus.</summary>
internal static class DashboardQueries
{
    /// <summary>
    /// Of what the demo does not have: it uses no certificates, and nothing of it needs somebody within two cycles. The faults of the alerts bring it
    /// about, and it is looked at there.
    /// </summary>
    public static readonly IReadOnlyList<string> OfFaults = ["slams_certificate_expiry_timestamp_seconds", "slams_station_problem", "ALERTS{"];

    private static readonly string Folder = Path.Combine(Repository.Root, "helm", "slams", "dashboards");

    /// <summary>Names of their files.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>A dashboard.</summary>
    public static async Task<JsonNode> ReadAsync(string file) => JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken))!;

    /// <summary>
    /// Titles and expressions of panels and annotations, filled in as Grafana would: a minute between scrapes, an hour on the screen, all instances.
    /// </summary>
    public static IReadOnlyList<(string Title, string Expression)> Of(JsonNode board)
    {
        var panels = board["panels"]!.AsArray();
        return
        [
            .. panels.Concat(panels.SelectMany(panel => panel!["panels"]?.AsArray() ?? []))
                .SelectMany(panel => (panel!["targets"]?.AsArray() ?? []).Select(target => ((string)panel["title"]!, Filled((string)target!["expr"]!))))
                .Concat(board["annotations"]!["list"]!.AsArray().Select(annotation => ((string)annotation!["name"]!, Filled((string)annotation["target"]!["expr"]!)))),
        ];
    }

    /// <summary>Whether an expression is about something that only faults bring about.</summary>
    public static bool IsOfFaults(string expression) => OfFaults.Any(name => expression.Contains(name, StringComparison.Ordinal));

    private static string Filled(string query) => query
        .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
        .Replace("$__range", "1h", StringComparison.Ordinal)
        .Replace("$instance", ".*", StringComparison.Ordinal);
}
