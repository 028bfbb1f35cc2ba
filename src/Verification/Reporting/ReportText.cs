using System.Globalization;
using System.Text;
using Slams.Verification.Scores;

namespace Slams.Verification.Reporting;

/// <summary>Writes a report as plain text for a terminal.</summary>
public static class ReportText
{
    private const int NameWidth = 14;
    private static readonly int[] FirstCycles = [1, 2, 4, 8];

    /// <summary>The report.</summary>
    public static string Write(EvaluationReport report)
    {
        var text = new StringBuilder();
        Setup(text, report);
        text.Append('\n');
        Errors(text, report);
        text.Append('\n');
        Means(text, report);
        text.Append('\n');
        FromCold(text, report);
        if (report.Ranks is { } ranks)
        {
            text.Append('\n');
            Line(text, $"Rank histogram, {ranks.Counts.Sum()} independent cases: chi-square {ranks.ChiSquare:0.0}, p = {ranks.PValue:0.000}");
            Line(text, $"  {string.Join(' ', ranks.Counts)}");
        }

        if (report.Stations is { } stations)
        {
            text.Append('\n');
            Stations(text, stations);
        }

        foreach (var modality in report.Modalities)
        {
            Line(text, $"Without {Lower(modality.Without),-13} CRPS {Interval(modality.CrpsK)} K, loss {Interval(modality.CrpsLossK, "+0.0000;-0.0000")} K, RMSE {Interval(modality.RmseK)} K");
        }

        return text.ToString();
    }

    private static void Setup(StringBuilder text, EvaluationReport report)
    {
        var setup = report.Setup;
        Line(text, $"Temperature against {setup.Truth}: {report.ScoredCycles} cycles of {setup.Blocks.Count} blocks, the first {setup.SkippedCycles} of each left out");
        var without = setup.Without is { } modality ? $", without {Lower(modality)}" : "";
        Line(text, $"{setup.System.Stations} stations of {setup.Sites}, {100 * setup.Withheld:0} % withheld{without}; seed {setup.Seed}");
        if (setup.ModelId.Length > 0)
        {
            Line(text, $"Model {setup.ModelId} {setup.ModelHash[..Math.Min(12, setup.ModelHash.Length)]}, {setup.Members} members");
        }
    }

    private static void Errors(StringBuilder text, EvaluationReport report)
    {
        text.Append("RMSE in K by level (hPa)\n").Append(' ', NameWidth);
        foreach (var level in report.Methods.Count == 0 ? [] : report.Methods[0].Levels)
        {
            text.Append(CultureInfo.InvariantCulture, $"{level.PressurePa / 100,6:0}");
        }

        text.Append("    mean (95 %)          over ").Append(report.Reference).Append(" (95 %)\n");
        foreach (var method in report.Methods)
        {
            text.Append(method.Name.PadRight(NameWidth));
            foreach (var level in method.Levels)
            {
                text.Append(CultureInfo.InvariantCulture, $"{level.RmseK.Estimate,6:0.00}");
            }

            var ratio = method.Mean.RmseRatio is { } interval ? Interval(interval) : "";
            Line(text, $"    {Interval(method.Mean.RmseK)}  {ratio}");
        }
    }

    private static void Means(StringBuilder text, EvaluationReport report)
    {
        Line(text, $"{"Mean over levels",-NameWidth}   CRPS in K (95 %)     over {report.Reference} (95 %)  spread/skill   bias    ACC  W1 (K)  spectrum (dB)");
        foreach (var method in report.Methods)
        {
            var mean = method.Mean;
            var ratio = mean.CrpsRatio is { } interval ? Interval(interval) : "";
            Line(
                text,
                $"{method.Name,-NameWidth}   {Interval(mean.CrpsK)}  {ratio,-22}{mean.SpreadSkillRatio,10:0.00}  {mean.BiasK,7:+0.00;-0.00;0.00}  {Finite(mean.AnomalyCorrelation, "0.00"),5}  {mean.WassersteinK,6:0.00}  {Finite(mean.LogSpectralDistanceDb, "0.0"),13}");
        }

        foreach (var method in report.Methods.Where(method => method.Members > 0))
        {
            text.Append("spread/skill of ").Append(method.Name).Append(':');
            foreach (var level in method.Levels)
            {
                text.Append(CultureInfo.InvariantCulture, $"{level.SpreadSkillRatio,6:0.00}");
            }

            text.Append('\n');
        }
    }

    /// <summary>How fast a method finds its skill, and whether it keeps it.</summary>
    private static void FromCold(StringBuilder text, EvaluationReport report)
    {
        const int parts = 3;
        int[] shown = [.. FirstCycles.Where(cycle => report.Methods.All(method => method.RmseByCycleK.Count >= cycle))];
        Line(text, $"RMSE in K from a cold start, cycles {string.Join(", ", shown)}; then by thirds of the cycles scored");
        foreach (var method in report.Methods)
        {
            var scored = method.RmseByCycleK.Skip(report.Setup.SkippedCycles).ToArray();
            var thirds = Enumerable.Range(0, parts).Select(part => scored[(part * scored.Length / parts)..((part + 1) * scored.Length / parts)]);
            string[] columns = [.. shown.Select(cycle => method.RmseByCycleK[cycle - 1]).Concat(thirds.Where(third => third.Length > 0).Select(third => third.Average()))
                .Select(rmse => rmse.ToString("0.000", CultureInfo.InvariantCulture))];
            Line(text, $"{method.Name,-NameWidth}{string.Join("  ", columns)}");
        }
    }

    private static void Stations(StringBuilder text, StationReport stations)
    {
        var withheld = stations.Withheld;
        Line(text, $"Near-surface temperature at stations (observation error included)");
        Line(text, $"  withheld: {withheld.Observations} observations of {withheld.Stations} stations, RMSE {Interval(withheld.AnalysisRmseK)} K, climatology {withheld.ClimatologyRmseK.Estimate:0.00} K");
        Line(text, $"            90 % interval covers {100 * withheld.Coverage90:0.0} %, chi-square {withheld.ChiSquare:0.00}");
        Group(text, "withheld", stations.WithheldDepartures);
        Group(text, "assimilated", stations.AssimilatedDepartures);
        Line(text, $"  gross errors that passed ingest: {stations.GrossErrorsRefused} refused by the checks against the field, {stations.GrossErrorsAssimilated} assimilated; {stations.FaultlessRefused} faultless reports refused");
    }

    private static void Group(StringBuilder text, string name, StationGroupReport group) => Line(
        text,
        $"  {name,-11} O-B {group.BackgroundBiasK,5:+0.00;-0.00;0.00} ± {group.BackgroundRmseK:0.00} K, O-A {group.AnalysisBiasK,5:+0.00;-0.00;0.00} ± {group.AnalysisRmseK:0.00} K, draws over error {group.DrawRatio:0.000}, Desroziers R {group.DesroziersObservationVariance:0.00}, B {group.DesroziersBackgroundVariance:0.00}, A {group.DesroziersAnalysisVariance:0.00} K²");

    /// <summary>Climatology has no anomalies, so neither a correlation nor a spectrum.</summary>
    private static string Finite(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Interval(ConfidenceInterval interval, string format = "0.000") => string.Format(
        CultureInfo.InvariantCulture, "{0} ({1} to {2})", interval.Estimate.ToString(format, CultureInfo.InvariantCulture),
        interval.Low.ToString(format, CultureInfo.InvariantCulture), interval.High.ToString(format, CultureInfo.InvariantCulture));

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
