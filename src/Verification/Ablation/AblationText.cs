using System.Globalization;
using System.Text;
using Slams.Verification.Scores;

namespace Slams.Verification.Ablation;

/// <summary>Writes the report as plain text for a terminal.</summary>
public static class AblationText
{
    private const int NameWidth = 36;

    /// <summary>The report.</summary>
    public static string Write(AblationReport report)
    {
        var text = new StringBuilder();
        var setup = report.Setup;
        Line(text, $"Copies of {setup.Truth}, degraded: {setup.Dates.Count} dates, {setup.Members} members, seed {setup.Seed}; {setup.Seconds / 60:0} minutes");
        Line(text, $"Autoencoder of {setup.ModelId} {Short(setup.ModelHash)}, priors {Short(setup.PriorsHash)}: {setup.Priors}");
        Line(text, $"Means over levels. W1 pooled: as the paper has it, one mean and deviation per level; all else in deviations of the anomalies.");
        text.Append('\n');
        Table(text, report);
        Differences(text, "Latent less pixel space", report.LatentLessPixel, d => $"{d.Setting,-6}{Name(d.Kinds)}");
        Differences(text, "With one field more, less without it", report.MoreLessFewer, d => $"{d.Setting,-6}{d.Space,-7}{Name(d.Kinds)}");
        Levels(text, report);
        Published(text, report);
        return text.ToString();
    }

    /// <summary>A set of fields in words.</summary>
    internal static string Name(ObservedKinds kinds) => kinds switch
    {
        ObservedKinds.Temperature => "temperature",
        ObservedKinds.WithPrecipitation => "+ precipitation",
        _ => "+ precipitation + OLR",
    };

    private static void Table(StringBuilder text, AblationReport report)
    {
        string[] columns = ["W1 pooled", "W1", "RMSE", "CRPS", "spread/skill"];
        text.Append(' ', NameWidth).AppendJoin("", columns.Select(column => column.PadLeft(16))).Append('\n');
        text.Append(' ', NameWidth).AppendJoin("", columns.Select(_ => "   pixel  latent")).Append('\n');
        foreach (var row in report.Rows.Where(row => row.Setting.Length == 0 || row.Space == AblationCase.Interpolation))
        {
            var name = row.Members > 1 ? $"no copy, {row.Space}" : $"{row.Setting,-6}{row.Space}".TrimStart();
            text.Append(name.PadRight(NameWidth)).AppendJoin("", Values(row).Select(value => Number(value).PadLeft(16))).Append('\n');
        }

        foreach (var group in report.Rows.Where(row => row.Setting.Length > 0 && row.Space != AblationCase.Interpolation).GroupBy(row => (row.Setting, row.Kinds)))
        {
            text.Append($"{group.Key.Setting,-6}{Name(group.Key.Kinds!.Value)}".PadRight(NameWidth));
            double[]? Of(string space) => group.FirstOrDefault(row => row.Space == space) is { } row ? Values(row) : null;
            var (pixel, latent) = (Of(PriorSpaceName.Pixel), Of(PriorSpaceName.Latent));
            for (var i = 0; i < columns.Length; i++)
            {
                text.Append(Number(pixel?[i] ?? double.NaN).PadLeft(8)).Append(Number(latent?[i] ?? double.NaN).PadLeft(8));
            }

            text.Append('\n');
        }
    }

    private static double[] Values(AblationRow row) =>
        [row.Mean.PooledWasserstein, row.Mean.Wasserstein.Estimate, row.Mean.Rmse.Estimate, row.Mean.Crps.Estimate, row.Mean.SpreadSkillRatio];

    private static void Differences(StringBuilder text, string title, IReadOnlyList<AblationDifference> differences, Func<AblationDifference, string> name)
    {
        if (differences.Count == 0)
        {
            return;
        }

        text.Append('\n').Append($"{title} (95 %); below 0 is better".PadRight(NameWidth)).Append('\n');
        foreach (var difference in differences)
        {
            Line(text, $"{name(difference),-NameWidth}W1 {Interval(difference.Wasserstein)}  RMSE {Interval(difference.Rmse)}  CRPS {Interval(difference.Crps)}  W1 pooled {difference.PooledWasserstein,7:+0.0000;-0.0000}");
        }

        Count(text, "W1", differences, difference => difference.Wasserstein);
        Count(text, "RMSE", differences, difference => difference.Rmse);
        Count(text, "CRPS", differences, difference => difference.Crps);
    }

    /// <summary>How often better, worse or undecided.</summary>
    private static void Count(StringBuilder text, string score, IReadOnlyList<AblationDifference> differences, Func<AblationDifference, ConfidenceInterval> value)
    {
        var better = differences.Count(difference => value(difference).High < 0);
        var worse = differences.Count(difference => value(difference).Low > 0);
        Line(text, $"  {score,-5} better in {better} of {differences.Count}, worse in {worse}, interval holds 0 in {differences.Count - better - worse}");
    }

    private static void Levels(StringBuilder text, AblationReport report)
    {
        foreach (var (title, value) in new (string, Func<AblationLevel, double>)[]
        {
            ("W1 pooled by level (hPa)", level => level.PooledWasserstein), ("RMSE by level (hPa)", level => level.Rmse.Estimate),
        })
        {
            text.Append('\n').Append(title.PadRight(NameWidth + 9))
                .AppendJoin("", report.Rows.Take(1).SelectMany(row => row.Levels).Select(level => Number(level.PressurePa / 100, "0").PadLeft(8))).Append('\n');
            foreach (var row in report.Rows)
            {
                var name = row.Kinds is { } kinds ? $"{row.Setting,-6}{Name(kinds)}" : row.Members > 1 ? "no copy" : "";
                text.Append(name.PadRight(NameWidth - 5)).Append(row.Space.PadRight(14))
                    .AppendJoin("", row.Levels.Select(level => Number(value(level), "0.0000").PadLeft(8))).Append('\n');
            }
        }
    }

    private static void Published(StringBuilder text, AblationReport report)
    {
        text.Append("\nPublished by the paper on ANOTHER data set (ERA5, ten levels, 1.5 degrees, one sample): W1, mean over levels\n");
        text.Append(' ', NameWidth).AppendJoin("", PublishedRow.Settings.Select(setting => setting.PadLeft(7))).Append('\n');
        foreach (var row in report.Published)
        {
            text.Append(row.Model.PadRight(NameWidth)).AppendJoin("", row.Means.Select(mean => Number(mean).PadLeft(7))).Append('\n');
        }
    }

    private static string Number(double value, string format = "0.000") => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    private static string Interval(ConfidenceInterval interval) => string.Create(
        CultureInfo.InvariantCulture, $"{interval.Estimate,7:+0.0000;-0.0000} ({interval.Low:+0.0000;-0.0000} to {interval.High:+0.0000;-0.0000})");

    private static string Short(string hash) => hash[..Math.Min(12, hash.Length)];

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
