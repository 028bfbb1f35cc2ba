using System.Globalization;
using System.Net;
using System.Text;
using Slams.Verification.Scores;

namespace Slams.Verification.Reporting;

/// <summary>Writes a report as one HTML page with its plots inside; it needs nothing else.</summary>
public static class ReportHtml
{
    internal const string Style = """
        body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 1100px; padding: 0 1em; color: #1a1a1a; background: #fff }
        h1 { font-size: 1.5em } h2 { font-size: 1.15em; margin-top: 2em }
        table { border-collapse: collapse; margin: .6em 0; font-variant-numeric: tabular-nums }
        th, td { padding: .2em .7em; text-align: right; border-bottom: 1px solid #ddd } th:first-child, td:first-child { text-align: left }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 1em }
        svg { width: 100%; font: 12px system-ui, sans-serif } .title { font-weight: 600; font-size: 14px }
        .frame { fill: none; stroke: #999 } .grid { stroke: #e4e4e4 } .wide { overflow-x: auto } pre { background: #f5f5f5; padding: 1em; overflow-x: auto }
        """;

    /// <summary>The page.</summary>
    public static string Write(EvaluationReport report)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        page.Append("<title>SLAMS evaluation</title><style>\n").Append(Style).Append("</style></head><body>\n<h1>SLAMS evaluation</h1>\n");
        Setup(page, report);
        page.Append("<h2>Error of the mean, RMSE in K</h2>\n");
        ByLevel(page, report, level => level.RmseK, level => level.RmseRatio);
        page.Append("<h2>CRPS in K</h2>\n");
        ByLevel(page, report, level => level.CrpsK, level => level.CrpsRatio);
        page.Append("<div class=\"plots\">\n");
        foreach (var plot in ReportPlots.Of(report))
        {
            page.Append("<div>").Append(plot).Append("</div>\n");
        }

        page.Append("</div>\n<h2>In text</h2>\n<pre>").Append(Escape(ReportText.Write(report))).Append("</pre>\n</body></html>\n");
        return page.ToString();
    }

    private static void Setup(StringBuilder page, EvaluationReport report)
    {
        var setup = report.Setup;
        page.Append("<table>\n");
        void Row(string name, FormattableString value) => page
            .Append("<tr><th>").Append(name).Append("</th><td>").Append(Escape(value.ToString(CultureInfo.InvariantCulture))).Append("</td></tr>\n");
        Row("made", $"{setup.Made:yyyy-MM-dd HH:mm} UTC, version {setup.SoftwareVersion}");
        Row("model", $"{setup.ModelId} {setup.ModelHash}, {setup.Members} members, seed {setup.Seed}");
        Row("baselines", $"{setup.BaselinesHash}");
        Row("truth", $"{setup.Truth}: {string.Join(", ", setup.Blocks.Select(block => FormattableString.Invariant($"{block.From:yyyy-MM-dd} to {block.To:yyyy-MM-dd}")))}");
        Row("scored", $"{report.ScoredCycles} cycles, the first {setup.SkippedCycles} of each block left out; intervals hold 95 % by block bootstrap over dates");
        Row("observations", $"{setup.System.Stations} stations of {setup.Sites}, {100 * setup.Withheld:0} % withheld; σ {setup.System.TemperatureErrorK:0.##} K and {setup.System.FluxError:0.##} W m⁻²{(setup.Without is { } without ? FormattableString.Invariant($"; without {without.ToString().ToLowerInvariant()}") : "")}");
        page.Append("</table>\n");
    }

    private static void ByLevel(
        StringBuilder page, EvaluationReport report, Func<LevelReport, ConfidenceInterval> value, Func<LevelReport, ConfidenceInterval?> ratio)
    {
        page.Append("<div class=\"wide\"><table>\n<tr><th>hPa</th>");
        foreach (var level in report.Methods.Count == 0 ? [] : report.Methods[0].Levels)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th>{level.PressurePa / 100:0}</th>");
        }

        page.Append(CultureInfo.InvariantCulture, $"<th>mean (95 %)</th><th>over {Escape(report.Reference)} (95 %)</th></tr>\n");
        foreach (var method in report.Methods)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td title=\"{Escape(method.Description)}\">{Escape(method.Name)}</td>");
            foreach (var level in method.Levels)
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{value(level).Estimate:0.00}</td>");
            }

            var mean = ratio(method.Mean) is { } relative ? Interval(relative) : "";
            page.Append(CultureInfo.InvariantCulture, $"<td>{Interval(value(method.Mean))}</td><td>{mean}</td></tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static string Interval(ConfidenceInterval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{interval.Estimate:0.000} ({interval.Low:0.000} to {interval.High:0.000})");

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
