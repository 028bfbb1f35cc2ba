using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s.Models;
using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Monitoring;

/// <summary>What can be said of the dashboards without Grafana; their queries are run by the end-to-end tests.</summary>
public sealed partial class DashboardTests(RenderedCases cases)
{
    private const string Source = "${datasource}";
    private static readonly string[] Kinds = ["row", "timeseries", "stat", "table"];

    /// <summary>Metrics in no panel, of which another tells the same or more: for variables, alerts and accounting.</summary>
    private static readonly string[] InNoPanel =
    [
        "slams_cycle_interval_seconds", "slams_last_analysis_timestamp_seconds", "slams_last_poll_timestamp_seconds", "slams_newest_input_timestamp_seconds", "slams_window_accepted_total",
    ];

    private static readonly string Folder = Path.Combine(Repository.Chart, "dashboards");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_three_with_names_of_their_own()
    {
        var boards = Files.Select(file => Read(file.Data)).ToList();
        Assert.Equal(["SLAMS: Data quality", "SLAMS: Model", "SLAMS: Operations"], boards.Select(board => (string)board["title"]!));
        Assert.Distinct(boards.Select(board => (string)board["uid"]!));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Panels_have_their_place_and_say_what_to_do(string file)
    {
        var panels = Panels(Read(file));
        Assert.Distinct(panels.Select(panel => (int)panel["id"]!));
        Assert.All(panels, panel => Assert.Contains((string)panel["type"]!, Kinds));
        var cells = panels.SelectMany(panel => Cells(panel["gridPos"]!)).ToList();
        Assert.Distinct(cells);
        Assert.All(cells, cell => Assert.InRange(cell.X, 0, 23));
        Assert.All(panels.Where(panel => (string)panel["type"]! != "row"), panel =>
        {
            Assert.True(((string?)panel["description"])?.Length > 60, $"{panel["title"]} does not say what to do");
            Assert.NotEmpty(panel["targets"]!.AsArray());
            Assert.Distinct(panel["targets"]!.AsArray().Select(target => (string)target!["refId"]!));
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Data_source_and_instance_are_variables(string file)
    {
        var board = Read(file);
        Assert.Equal(["datasource", "instance"], board["templating"]!["list"]!.AsArray().Select(variable => (string)variable!["name"]!));
        Assert.All(Panels(board).Where(panel => (string)panel["type"]! != "row"), panel =>
        {
            Assert.Equal(Source, (string)panel["datasource"]!["uid"]!);
            Assert.All(panel["targets"]!.AsArray(), target =>
            {
                Assert.Equal(Source, (string)target!["datasource"]!["uid"]!);
                var expression = (string)target["expr"]!;
                Assert.All(Metric().Matches(expression), metric => Assert.StartsWith("{instance=~\"$instance\"", expression[(metric.Index + metric.Length)..], StringComparison.Ordinal));
            });
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_schema_is_a_current_one_and_boards_lead_to_each_other(string file)
    {
        var board = Read(file);
        Assert.InRange((int)board["schemaVersion"]!, 39, 42);
        Assert.Equal(["slams"], board["tags"]!.AsArray().Select(tag => (string)tag!));
        Assert.Equal(["slams"], Assert.Single(board["links"]!.AsArray())!["tags"]!.AsArray().Select(tag => (string)tag!));
        // Alerts are Prometheus' own: rules within panels are those of old.
        Assert.All(Panels(board), panel => Assert.Null(panel["alert"]));
    }

    [Theory]
    [InlineData(null, null, "3 dashboards")]
    [InlineData("\"refresh\": \"1m\"", "\"refreshed\": \"1m\"", "'\"refreshed\"' does not exist in type 'Dashboard'")]
    [InlineData("\"mode\": \"absolute\"", "\"mode\": \"relative\"", "'ThresholdsMode'")]
    public async Task They_are_of_the_types_of_grafana(string? right, string? wrong, string saying)
    {
        using var folder = new ScratchFolder();
        // Modules are looked for from the script's own place.
        Directory.CreateSymbolicLink(folder["node_modules"], Repository.Tool("grafana", "node_modules"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Manifests", "dashboards.mjs"), folder["dashboards.mjs"]);
        foreach (var file in Files.Select(file => file.Data))
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(folder[file], right is null ? text : text.Replace(right, wrong, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        var ended = await Ended.RunAsync("node", ["dashboards.mjs", .. Files.Select(file => file.Data)], folder.FullName);

        Assert.True(ended.ExitCode == (right is null ? 0 : 1), ended.Output + ended.Errors);
        Assert.Contains(saying, ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_metric_of_the_service_is_in_a_panel_or_left_out_on_purpose()
    {
        var documented = DocumentedMetric().Matches(File.ReadAllText(Repository.At("docs", "metrics.md"))).Select(metric => metric.Groups["name"].Value).ToList();
        var queries = string.Join('\n', Files.SelectMany(file => Panels(Read(file.Data))).SelectMany(panel => panel["targets"]?.AsArray() ?? []).Select(target => (string)target!["expr"]!));
        var shown = Metric().Matches(queries).Select(metric => Suffix().Replace(metric.Value, "")).ToHashSet();

        Assert.Equal(InNoPanel, documented.Where(metric => !shown.Contains(metric)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_documentation_leads_to_every_board() => Assert.All(
        Files, file => Assert.Contains($"](../helm/slams/dashboards/{file.Data})", File.ReadAllText(Repository.At("docs", "metrics.md")), StringComparison.Ordinal));

    /// <summary>Who reads the documentation need not know the chart. They are links, and copies where somebody has no links.</summary>
    [Fact]
    public void The_documentation_has_every_board_as_the_chart_has_it()
    {
        var folder = Repository.At("docs", "dashboards");

        Assert.Equal(Files.Select(file => file.Data), Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(Files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, file.Data)), File.ReadAllBytes(Path.Combine(folder, file.Data))));
        Assert.Contains("`docs/dashboards`", File.ReadAllText(Repository.At("docs", "metrics.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Runbooks_that_are_named_are_there() => Assert.All(
        Files.SelectMany(file => Panels(Read(file.Data))).SelectMany(panel => Runbook().Matches((string?)panel["description"] ?? "")),
        name => Assert.True(File.Exists(Repository.At("docs", "runbooks", name.Value + ".md")), $"there is no {name.Value}"));

    [Fact]
    public void The_chart_ships_them_for_the_sidecar()
    {
        var map = Assert.Single(cases["three-nodes"].All<V1ConfigMap>(), map => map.Metadata.Labels.ContainsKey("grafana_dashboard"));

        Assert.Equal(Files.Select(file => "slams-" + file.Data), map.Data.Keys.Order(StringComparer.Ordinal));
        Assert.All(Files, file => Assert.True(JsonNode.DeepEquals(Read(file.Data), JsonNode.Parse(map.Data["slams-" + file.Data]))));
        Assert.Equal("Weather", map.Metadata.Annotations["grafana_folder"]);
        Assert.DoesNotContain(cases["default"].All<V1ConfigMap>(), one => one.Metadata.Name == map.Metadata.Name);
    }

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!;

    private static List<JsonNode> Panels(JsonNode board) => [.. board["panels"]!.AsArray().Select(panel => panel!)];

    private static IEnumerable<(int X, int Y)> Cells(JsonNode place) =>
        from x in Enumerable.Range((int)place["x"]!, (int)place["w"]!)
        from y in Enumerable.Range((int)place["y"]!, (int)place["h"]!)
        select (x, y);

    [GeneratedRegex(@"\b(?:slams|process|dotnet)_\w+")]
    private static partial Regex Metric();

    [GeneratedRegex(@"^\| `(?<name>slams_[a-z_]+)` \| (?:counter|gauge|histogram) \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedMetric();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\bSlams[A-Z]\w+")]
    private static partial Regex Runbook();
}
