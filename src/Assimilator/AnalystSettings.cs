using System.Security.Cryptography;
using System.Text;
using Slams.Core.Analyses;
using Slams.Core.Windows;
using Slams.Diffusion.Analysts;

namespace Slams.Assimilator;

/// <summary>The settings that decide a result, and their hash; where a thing runs or is written is not among them.</summary>
internal static class AnalystSettings
{
    /// <summary>SHA-256 of the deciding settings, lower-case hex.</summary>
    public static string Hash(ICycleAnalyst analyst, AssimilatorOptions options, AnalystOptions analysis, WindowOptions windows)
    {
        var text = FormattableString.Invariant(
            $"""
            model {analyst.ModelHash}
            members {options.Members}
            seed {options.Seed}
            steps {analysis.Steps}
            errors {analysis.TemperatureErrorK:R} {analysis.ProfileTemperatureErrorK:R} {analysis.LongwaveErrorWattsPerSquareMetre:R}
            guidance {analysis.GuidedStationShare:R} {analysis.GuidanceIterations} {analysis.GuidanceLevel:R} {analysis.GuidanceLowestLevel:R}
            background-check {analysis.BackgroundCheckDeviations:R} {analysis.BackgroundChange:R}
            buddy-check {analysis.BuddyCheckDeviations:R} {analysis.BuddyLengthKm:R} {analysis.BuddyNeighbours} {analysis.BuddyAgreeing}
            cycle {windows.Schedule.Interval.Ticks} {windows.Schedule.Offset.Ticks}
            windows {windows.AllowedDisorder.Ticks} {windows.Lateness.Ticks}
            """);
        if (windows.RevisionBound > TimeSpan.Zero)
        {
            text += FormattableString.Invariant($"\nrevisions {windows.RevisionBound.Ticks}");
        }

        if (analysis.LapseRateKPerKm > 0 || analysis.HeightErrorKPerKm > 0 || analysis.TimeErrorKPerHour > 0 || analysis.DensityLengthKm > 0)
        {
            text += FormattableString.Invariant(
                $"\nrepresentativeness {analysis.LapseRateKPerKm:R} {analysis.HeightErrorKPerKm:R} {analysis.TimeErrorKPerHour:R} {analysis.DensityLengthKm:R} {analysis.DensityCorrelation:R}");
        }

        if (analysis.HistoryHalfLifeCycles > 0)
        {
            text += FormattableString.Invariant(
                $"""

                history {analysis.HistoryHalfLifeCycles:R} {analysis.HistoryMinimumCycles} {analysis.HistoryMaximumBiasK:R} {analysis.HistoryMaximumDeviations:R}
                history-use {analysis.HistoryBiasCorrection} {analysis.HistoryErrorInflation} {analysis.HistoryStations}
                """);
        }

        if (analysis.ThinningCellKm > 0)
        {
            text += FormattableString.Invariant($"\nthinning {analysis.ThinningCellKm:R} {analysis.ThinningKept}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
