using System.Text.RegularExpressions;
using System.Xml.Linq;
using Slams.Verification.Evaluation;
using Slams.Verification.Reporting;
using Slams.Verification.Scores;
using Slams.Verification.Tests.Evaluation;
using Slams.Verification.Tests.Truths;

namespace Slams.Verification.Tests.Reporting;

public sealed class ReportTests
{
    [Fact]
    public void A_constant_error_is_the_error_the_bias_and_the_distance_of_distributions()
    {
        using var truth = new AnalyticTruth(12);
        var report = Reports.Build(new ShiftedMethod(truth, "kalman", 2, 0.5f), new ShiftedMethod(truth, "other", -1, 0.5f));

        Assert.Equal("kalman", report.Reference);
        var other = report.Methods[1];
        foreach (var score in other.Levels.Append(other.Mean))
        {
            Assert.Equal(1, score.RmseK.Estimate, 1e-4);
            Assert.Equal(0.5, score.RmseRatio!.Value.Estimate, 1e-4);
            Assert.Equal(0.5, score.RmseRatio.Value.High, 1e-4);
            Assert.Equal(-1, score.BiasK, 1e-4);
            Assert.Equal(1, score.MeanAbsoluteErrorK, 1e-4);
            Assert.Equal(1, score.WassersteinK, 1e-4);
            Assert.Equal(0.5, score.SpreadSkillRatio, 1e-4);
            Assert.Equal(Crps.Gaussian(0, 0.5, 1), score.CrpsK.Estimate, 1e-4);
            Assert.Equal(Crps.Gaussian(0, 0.5, 1) / Crps.Gaussian(0, 0.5, 2), score.CrpsRatio!.Value.Estimate, 1e-4);
        }

        Assert.All(other.RmseByCycleK, rmse => Assert.Equal(1, rmse, 1e-4));
        Assert.Equal(12, report.ScoredCycles);
        Assert.Null(report.Ranks);
    }

    [Fact]
    public void The_way_from_a_cold_start_is_told_by_cycle_and_by_thirds()
    {
        using var truth = new AnalyticTruth(12);
        var report = Reports.Build(new ShiftedMethod(truth, "kalman", 2, 0.5f));
        var way = report with { Methods = [.. report.Methods.Select(method => method with { RmseByCycleK = [4, 3, 2.5, 2, 1.5, 1.5, 1, 1, 0.5, 0.5] })], Setup = report.Setup with { SkippedCycles = 4 } };

        Assert.Matches(@"cycles 1, 2, 4, 8; [^\n]*\nkalman +4\.000  3\.000  2\.000  1\.000  1\.500  1\.000  0\.500\n", ReportText.Write(way));
    }

    [Fact]
    public void The_worth_of_an_observation_is_the_paired_difference_of_crps()
    {
        using var truth = new AnalyticTruth(12);
        var scores = Reports.Score(truth, new ShiftedMethod(truth, "slams", 1, 0), new ShiftedMethod(truth, "lacking", 1.25f, 0));

        var modality = new ReportBuilder(truth.Grid).Compare(Modality.Longwave, scores[0], scores[1]);

        Assert.Equal(0.25, modality.CrpsLossK.Estimate, 1e-4);
        Assert.Equal(0.25, modality.CrpsLossK.Low, 1e-4);
        Assert.Equal(1.25, modality.RmseK.Estimate, 1e-4);
    }

    [Fact]
    public void Json_gives_back_the_report()
    {
        using var truth = new AnalyticTruth(12);
        using var analyst = new ExchangeableAnalyst(truth, 1);
        var report = Reports.Build(new ShiftedMethod(truth, "climatology", 1, 1), new AnalystMethod(analyst, 4, 1));

        var text = ReportJson.Write(report);

        Assert.Equal(text, ReportJson.Write(ReportJson.Read(text)));
        Assert.Contains("\"truth\": \"truth.nc\"", text, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => ReportJson.Read("{\"format\": 1}"));
    }

    [Fact]
    public void The_page_stands_alone_and_its_plots_are_well_formed()
    {
        using var truth = new AnalyticTruth(12);
        using var analyst = new ExchangeableAnalyst(truth, 1);

        var page = ReportHtml.Write(Reports.Build(new ShiftedMethod(truth, "kalman", 1, 1), new AnalystMethod(analyst, 4, 1)));

        Assert.DoesNotMatch("(src|href)=|@import|url\\(", page);
        Assert.Contains("model &lt;1&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", Regex.Replace(page, "<pre>.*?</pre>", "", RegexOptions.Singleline), StringComparison.Ordinal);
        var plots = Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline).Select(match => XElement.Parse(match.Value)).ToArray();
        Assert.Equal(5, plots.Length);
        Assert.Equal(2, plots[0].Elements("polyline").Count());
        Assert.Equal(5, plots[3].Elements("rect").Count(bar => bar.Attribute("fill") is not null));
    }

    [Fact]
    public void The_text_names_every_method_and_its_error()
    {
        using var truth = new AnalyticTruth(12);

        var text = ReportText.Write(Reports.Build(new ShiftedMethod(truth, "kalman", 2, 1), new ShiftedMethod(truth, "oi", 3, 1)));

        Assert.Matches(@"kalman +2\.00 +2\.00 +2\.000 \(2\.000 to 2\.000\)  1\.000", text);
        Assert.Matches(@"oi +3\.00 +3\.00 +3\.000 \(3\.000 to 3\.000\)  1\.500", text);
    }
}
