using System.Globalization;

namespace Slams.Verification.Reporting;

/// <summary>The plots of a report.</summary>
internal static class ReportPlots
{
    private const double HoursPerCycle = 6;

    /// <summary>All plots that the report has data for.</summary>
    public static IEnumerable<string> Of(EvaluationReport report)
    {
        if (report.Methods.Count == 0)
        {
            yield break;
        }

        var levels = PlotAxis.Named("pressure, hPa", [.. report.Methods[0].Levels.Select(level => Number(level.PressurePa / 100))]);
        var errors = report.Methods.Select(method => ByLevel(method, level => level.RmseK.Estimate)).ToArray();
        yield return SvgPlot.Lines("Error of the mean", PlotAxis.Linear("RMSE, K", Xs(errors).Append(0)), levels, errors, downward: true);

        var spread = report.Methods.Select(method => ByLevel(method, level => level.SpreadSkillRatio)).ToArray();
        yield return SvgPlot.Lines("Spread over error, ideally 1", PlotAxis.Linear("spread–skill ratio", Xs(spread).Append(0).Append(1.2)), levels, spread, downward: true);

        var cycles = report.Methods
            .Select(method => new PlotSeries(method.Name, [.. method.RmseByCycleK.Select((rmse, i) => (i * HoursPerCycle / 24, rmse))])).ToArray();
        yield return SvgPlot.Lines(
            "Error from a cold start, mean over blocks", PlotAxis.Linear("days", Xs(cycles)), PlotAxis.Linear("RMSE, mean over levels, K", Ys(cycles).Append(0)), cycles);

        if (report.Ranks is { } ranks)
        {
            yield return SvgPlot.Bars(
                "Rank of the truth among the members", PlotAxis.Named("rank", [.. ranks.Counts.Select((_, i) => i % 4 == 0 ? Number(i) : "")]),
                PlotAxis.Linear("cases", ranks.Counts.Select(count => (double)count).Append(0)), [.. ranks.Counts.Select(count => (double)count)]);
        }

        var spectra = report.Methods.Select(method => Spectrum(method.Name, method.MemberSpectrum)).Append(Spectrum("truth", report.TruthSpectrum)).ToArray();
        yield return SvgPlot.Lines(
            "Power of anomalies (of one member)", PlotAxis.Logarithmic("zonal wavenumber", Xs(spectra)), PlotAxis.Logarithmic("K²", Ys(spectra)), spectra);
    }

    private static PlotSeries ByLevel(MethodReport method, Func<LevelReport, double> value) =>
        new(method.Name, [.. method.Levels.Select((level, i) => (value(level), (double)i))]);

    /// <summary>Wavenumbers that the T30 nature run resolves; climatology has no anomalies and no line.</summary>
    private static PlotSeries Spectrum(string name, IReadOnlyList<double> power) =>
        new(name, [.. power.Select((value, k) => ((double)k, value)).Skip(1).Take(30).Where(point => point.value > 0)]);

    private static IEnumerable<double> Xs(IEnumerable<PlotSeries> series) => series.SelectMany(one => one.Points).Select(point => point.X);

    private static IEnumerable<double> Ys(IEnumerable<PlotSeries> series) => series.SelectMany(one => one.Points).Select(point => point.Y);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
