using System.Globalization;
using System.Net;
using System.Text;
using Slams.Verification.Reporting;

namespace Slams.Verification.Ablation;

/// <summary>Writes the report as one HTML page with its plots inside; it needs nothing else.</summary>
public static class AblationHtml
{
    /// <summary>The page.</summary>
    public static string Write(AblationReport report)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        page.Append("<title>SLAMS ablation</title><style>\n").Append(ReportHtml.Style).Append("</style></head><body>\n<h1>SLAMS ablation</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Escape(report.Setup.Truth)}: {report.Setup.Dates.Count} dates, {report.Setup.Members} members, seed {report.Setup.Seed}; ");
        page.Append(CultureInfo.InvariantCulture, $"made {report.Setup.Made:yyyy-MM-dd HH:mm} UTC, version {Escape(report.Setup.SoftwareVersion)}.<br>Priors {Escape(report.Setup.PriorsHash)}: ");
        page.Append(CultureInfo.InvariantCulture, $"{Escape(report.Setup.Priors)}.<br>Autoencoder of {Escape(report.Setup.ModelId)} {Escape(report.Setup.ModelHash)}.</p>\n<div class=\"plots\">\n");
        foreach (var plot in AblationPlots.Of(report))
        {
            page.Append("<div>").Append(plot).Append("</div>\n");
        }

        page.Append("</div>\n");
        ByLevel(page, "Wasserstein-1 as the paper has it", report, level => level.PooledWasserstein);
        ByLevel(page, "Wasserstein-1 of anomalies, in their deviations", report, level => level.Wasserstein.Estimate);
        ByLevel(page, "RMSE, in deviations of the anomalies", report, level => level.Rmse.Estimate);
        ByLevel(page, "CRPS, in deviations of the anomalies", report, level => level.Crps.Estimate);
        page.Append("<h2>In text</h2>\n<pre>").Append(Escape(AblationText.Write(report))).Append("</pre>\n</body></html>\n");
        return page.ToString();
    }

    private static void ByLevel(StringBuilder page, string title, AblationReport report, Func<AblationLevel, double> value)
    {
        page.Append("<h2>").Append(Escape(title)).Append("</h2>\n<div class=\"wide\"><table>\n<tr><th>setting</th><th>given</th><th>space</th>");
        foreach (var level in report.Rows.Take(1).SelectMany(row => row.Levels))
        {
            page.Append(CultureInfo.InvariantCulture, $"<th>{level.PressurePa / 100:0} hPa</th>");
        }

        page.Append("<th>mean</th></tr>\n");
        foreach (var row in report.Rows)
        {
            var given = row.Kinds is { } kinds ? AblationText.Name(kinds) : "";
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Escape(row.Setting)}</td><td>{Escape(given)}</td><td>{Escape(row.Space)}</td>");
            foreach (var level in row.Levels.Append(row.Mean))
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{value(level):0.0000}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
