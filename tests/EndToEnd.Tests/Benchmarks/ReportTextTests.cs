using Slams.Benchmarks.Reports;

namespace Slams.EndToEnd.Tests.Benchmarks;

/// <summary>The table of the report: what is reached, what is not, and what could not be measured.</summary>
public sealed class ReportTextTests
{
    private static readonly Machine Here = new("a processor", 2, 4, 0.1);

    [Fact]
    public void A_figure_has_median_spread_and_verdict() => Assert.Equal(
        "| start | ready | s | 2.4 | 2.3 | 2.9 | at most 1 | **no** |", Line(Figure.Of("ready", "s", [2.9, 2.3, 2.4], Wanted.AtMost(1))));

    [Fact]
    public void The_median_decides_what_is_reached() =>
        Assert.EndsWith("| at least 0.7 | yes |", Line(Figure.Of("share", "", [0.6, 0.7, 0.9], Wanted.AtLeast(0.7))), StringComparison.Ordinal);

    [Fact]
    public void What_could_not_be_measured_says_why_and_is_not_judged() => Assert.Equal(
        "| start | ratio |  | not measured: PyTorch is not there | | | at most 0.6 |  |", Line(Figure.Without("ratio", "", "PyTorch is not there", Wanted.AtMost(0.6))));

    private static string Line(Figure figure) =>
        ReportText.Markdown(new Report(DateTimeOffset.UnixEpoch, Here, "abc", [new ReportSection("start", [figure])])).TrimEnd().Split('\n')[^1];
}
