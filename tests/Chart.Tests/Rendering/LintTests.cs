using k8s;
using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Rendering;

public sealed class LintTests(RenderedCases cases)
{
    public static TheoryData<int, string> MajorsAndNames =>
        [.. HelmTool.Majors.SelectMany(major => ChartCase.All.Select(one => new TheoryDataRow<int, string>(major, one.Name)))];

    public static TheoryData<string> Names => ChartCase.Names;

    [Fact]
    public void There_are_examples_for_one_node_three_nodes_and_a_gpu() =>
        Assert.Superset(new HashSet<string> { "default", "one-node", "three-nodes", "gpu" }, ChartCase.All.Select(one => one.Name).ToHashSet());

    [Theory]
    [MemberData(nameof(MajorsAndNames))]
    public async Task Helm_finds_nothing_to_complain_about(int major, string name)
    {
        var ended = (await HelmTool.Of(major).LintAsync(ChartCase.All.Single(one => one.Name == name))).Well();

        Assert.DoesNotContain("WARNING", ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Helm_3_makes_the_same_objects(string name)
    {
        var chartCase = ChartCase.All.Single(one => one.Name == name);
        var text = (await HelmTool.Of(3).TemplateAsync(chartCase.Arguments)).Well().Output;

        Assert.Equal(Sorted(cases[name]), Sorted(new RenderedChart(text, "")));

        static string[] Sorted(RenderedChart chart) => [.. chart.Documents.Select(document => KubernetesYaml.Serialize(document)).Order(StringComparer.Ordinal)];
    }
}
