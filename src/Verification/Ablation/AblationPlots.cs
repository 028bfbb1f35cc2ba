using Slams.Verification.Reporting;

namespace Slams.Verification.Ablation;

/// <summary>The plots of the report: each score over the settings, a line for each space and set of fields.</summary>
internal static class AblationPlots
{
    /// <summary>All plots.</summary>
    public static IEnumerable<string> Of(AblationReport report)
    {
        var settings = report.Rows.Where(row => row.Setting.Length > 0).Select(row => row.Setting).Distinct().ToArray();
        if (settings.Length == 0)
        {
            yield break;
        }

        yield return Plot("Error of the mean", "RMSE, deviations", report, settings, level => level.Rmse.Estimate);
        yield return Plot("CRPS", "CRPS, deviations", report, settings, level => level.Crps.Estimate);
        yield return Plot("Wasserstein-1 as the paper has it", "W1, the paper's units", report, settings, level => level.PooledWasserstein);
        yield return Plot("Wasserstein-1 of anomalies", "W1, deviations", report, settings, level => level.Wasserstein.Estimate);
    }

    private static string Plot(string title, string unit, AblationReport report, string[] settings, Func<AblationLevel, double> value)
    {
        var series = report.Rows.Where(row => row.Kinds is not null).GroupBy(row => (row.Space, Kinds: row.Kinds!.Value)).Select(line => new PlotSeries(
            line.Key.Space == AblationCase.Interpolation ? line.Key.Space : $"{line.Key.Space}, {(int)line.Key.Kinds + 1} kind{(line.Key.Kinds == ObservedKinds.Temperature ? "" : "s")}",
            [.. line.Select(row => ((double)Array.IndexOf(settings, row.Setting), value(row.Mean)))])).ToArray();
        return SvgPlot.Lines(
            title, PlotAxis.Named("setting", settings), PlotAxis.Linear(unit, series.SelectMany(line => line.Points).Select(point => point.Y).Append(0)), series);
    }
}
