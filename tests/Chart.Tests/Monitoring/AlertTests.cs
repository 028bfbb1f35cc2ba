using k8s;
using Slams.Chart.Tests.Support;
using YamlDotNet.Serialization;

namespace Slams.Chart.Tests.Monitoring;

public sealed class AlertTests(RenderedCases cases)
{
    private static readonly string Folder = Path.Combine(Repository.Chart, "alerts");
    private static readonly string Rules = File.ReadAllText(Path.Combine(Folder, "slams.rules.yaml"));
    private static readonly IReadOnlyList<PrometheusRule.Rule> Alerts = KubernetesYaml.Deserialize<PrometheusRule.RuleSpec>(Rules, strict: true).Groups.Single().Rules.ToList();

    public static TheoryData<string> Names => [.. Alerts.Select(alert => alert.Alert)];

    [Theory]
    [InlineData("check", "rules", "slams.rules.yaml")]
    [InlineData("test", "rules", "slams.rules.test.yaml")]
    public async Task Promtool_is_content(params string[] arguments) => (await Promtool.RunAsync(Folder, arguments)).Well();

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_a_severity_words_and_a_runbook(string name)
    {
        var alert = Alerts.Single(one => one.Alert == name);

        Assert.Contains(alert.Labels["severity"], new[] { "critical", "warning", "info" });
        Assert.NotEmpty(alert.Annotations["summary"]);
        Assert.NotEmpty(alert.Annotations["description"]);
        Assert.Equal($"docs/runbooks/{name}.md", alert.Annotations["runbook"]);
        var runbook = File.ReadAllText(Repository.At(alert.Annotations["runbook"]));
        Assert.StartsWith($"# {name}\n", runbook, StringComparison.Ordinal);
        Assert.All(new[] { "## What it means", "## What to do" }, heading => Assert.Contains(heading, runbook, StringComparison.Ordinal));
        Assert.Contains($"({name}.md)", File.ReadAllText(Repository.At("docs", "runbooks", "README.md")), StringComparison.Ordinal);
    }

    /// <summary>A case without expected alerts is one that holds that none fires.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_tested_to_fire_and_to_stay_quiet(string name)
    {
        var tests = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(Path.Combine(Folder, "slams.rules.test.yaml")));
        var cases = ((List<object>)tests["tests"]).SelectMany(test => (List<object>)((Dictionary<object, object>)test)["alert_rule_test"])
            .Cast<Dictionary<object, object>>().Where(one => (string)one["alertname"] == name)
            .Select(one => one.TryGetValue("exp_alerts", out var alerts) && alerts is List<object> { Count: > 0 }).ToList();

        Assert.Contains(true, cases);
        Assert.Contains(false, cases);
    }

    [Fact]
    public void Runbooks_have_an_alert() => Assert.Equal(
        Alerts.Select(alert => alert.Alert + ".md").Append("README.md").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.At("docs", "runbooks")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void The_chart_ships_the_same_rules()
    {
        var shipped = Assert.Single(cases["three-nodes"].All<PrometheusRule>());

        Assert.Equal("prometheus", shipped.Metadata.Labels["release"]);
        Assert.Equal(Alerts.Select(alert => alert.Expr), shipped.Spec.Groups.Single().Rules.Select(alert => alert.Expr));
        Assert.All(shipped.Spec.Groups.Single().Rules, alert => Assert.Equal($"https://wiki.example/slams/{alert.Alert}.md", alert.Annotations["runbook"]));
        Assert.Empty(cases["default"].All<PrometheusRule>());
    }
}
