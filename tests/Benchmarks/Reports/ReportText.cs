using System.Globalization;
using System.Text;

namespace Slams.Benchmarks.Reports;

/// <summary>A report as one table in Markdown.</summary>
internal static class ReportText
{
    /// <summary>Writes it.</summary>
    public static string Markdown(Report report)
    {
        var text = new StringBuilder();
        text.Append(string.Create(
            CultureInfo.InvariantCulture, $"Commit {report.Commit}, {report.Date:yyyy-MM-dd HH:mm}Z, {report.Machine}.\n\n"));
        text.Append("| benchmark | figure | unit | median | lowest | highest | wanted | reached |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var section in report.Sections)
        {
            foreach (var figure in section.Figures)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {section.Benchmark} | {figure.Name} | {figure.Unit} | {Values(figure)} | {figure.Wanted} | {Reached(figure)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Values(Figure figure) => figure.Absent is { } absent
        ? $"not measured: {absent.ReplaceLineEndings(" ")} | |"
        : $"{Number(figure.Median)} | {Number(figure.Lowest)} | {Number(figure.Highest)}";

    private static string Reached(Figure figure) => figure.IsReached switch
    {
        true => "yes",
        false => "**no**",
        null => "",
    };

    /// <summary>Three digits, and no more than there are before the point.</summary>
    private static string Number(double? value) => value switch
    {
        null => "",
        var large when Math.Abs(large.Value) >= 1000 => large.Value.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("G3", CultureInfo.InvariantCulture),
    };
}
