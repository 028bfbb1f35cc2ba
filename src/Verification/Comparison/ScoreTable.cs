using System.Globalization;
using System.Text;

namespace Slams.Verification.Comparison;

/// <summary>Writes scores as the plain-text table that a replay ends with.</summary>
public static class ScoreTable
{
    /// <summary>The table per level; empty without cycles.</summary>
    public static string Levels(TruthComparison comparison, int skipCycles = 0)
    {
        var text = new StringBuilder();
        var cycles = comparison.CycleCount - skipCycles;
        if (cycles <= 0)
        {
            return "";
        }

        Line(text, $"Temperature against the truth, {cycles} cycles{(skipCycles > 0 ? $" (first {skipCycles} left out)" : "")}");
        const string heading = "   level      analysis RMSE (95 %)  climatology   ratio    bias    ACC  spread/skill   CRPS";
        text.Append(heading).Append('\n');
        foreach (var level in comparison.Levels(skipCycles))
        {
            Row(text, string.Create(CultureInfo.InvariantCulture, $"{level.PressurePa / 100:0} hPa"), level);
        }

        Row(text, "mean", comparison.LevelMean(skipCycles));
        return text.ToString();
    }

    /// <summary>The lines on withheld stations.</summary>
    public static string Withheld(WithheldScore score)
    {
        if (score.Observations == 0)
        {
            return "No usable observation was withheld from the analysis.\n";
        }

        var text = new StringBuilder();
        Line(text, $"Temperature at {score.Stations} withheld stations, {score.Observations} observations (their own error included)");
        var (analysis, background, climatology) = (score.AnalysisRmseK, score.BackgroundRmseK, score.ClimatologyRmseK);
        Line(text, $"  RMSE analysis    {analysis.Estimate:0.00} K ({analysis.Low:0.00} to {analysis.High:0.00})");
        Line(text, $"  RMSE background  {background.Estimate:0.00} K ({background.Low:0.00} to {background.High:0.00})");
        Line(text, $"  RMSE climatology {climatology.Estimate:0.00} K ({climatology.Low:0.00} to {climatology.High:0.00})");
        Line(text, $"  bias {score.AnalysisBiasK:+0.00;-0.00;0.00} K, chi-square {score.ChiSquare:0.00}");
        Line(text, $"  90 % interval covers {100 * score.Coverage90:0.0} %");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, LevelScore score)
    {
        var rmse = score.AnalysisRmseK;
        var interval = string.Create(CultureInfo.InvariantCulture, $"{rmse.Estimate:0.00} K ({rmse.Low:0.00} to {rmse.High:0.00})");
        var errors = string.Create(
            CultureInfo.InvariantCulture,
            $"{score.ClimatologyRmseK.Estimate,9:0.00} K  {score.RmseRatio.Estimate,6:0.00}  {score.BiasK,6:+0.00;-0.00;0.00}");
        Line(
            text,
            $"{name,8}  {interval,24}  {errors}  {score.AnomalyCorrelation,5:0.00}  {score.SpreadSkillRatio,12:0.00}  {score.CrpsK,5:0.00}");
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
