using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slams.Core.Analyses;
using Slams.Core.Grids;
using Slams.Core.Observations;

namespace Slams.Publisher.Catalogue;

/// <summary>Boils an analysis down to its summary.</summary>
internal static class Summaries
{
    public static CycleSummary Of(Analysis analysis)
    {
        var cells = analysis.Grid.Horizontal.CellCount;
        return new CycleSummary
        {
            Cycle = analysis.Cycle,
            Provenance = analysis.Provenance,
            Grid = analysis.Grid,
            Levels = [.. analysis.Grid.PressureLevelsPa.Select((pressure, level) => new LevelSummary(
                pressure,
                Statistics(analysis.Grid.Horizontal, analysis.MeanK.AsSpan(level * cells, cells)),
                Statistics(analysis.Grid.Horizontal, analysis.SpreadK.AsSpan(level * cells, cells))))],
            Assimilated = Fit(analysis.Departures, QualityFlag.Assimilated),
            Passive = Fit(analysis.Departures, QualityFlag.Passive),
            RejectedStations = Stations(analysis).Count(d => d.Flag.IsRejected()),
            Failure = analysis.Failure,
            Version = VersionOf(analysis),
        };
    }

    /// <summary>Station temperatures without repeats of a report: they say nothing of a station that the report does not say.</summary>
    public static IEnumerable<StationDeparture> Stations(Analysis analysis) => analysis.Departures.Where(d => d.Flag != QualityFlag.Duplicate);

    internal static LevelStatistics Statistics(LatLonGrid grid, ReadOnlySpan<float> field)
    {
        var summary = FieldSummary.Of(grid, field);
        return double.IsNaN(summary.Mean) ? new LevelStatistics(null, null, null) : new LevelStatistics(summary.Mean, summary.Minimum, summary.Maximum);
    }

    private static StationSummary Fit(IReadOnlyList<StationDeparture> departures, QualityFlag flag)
    {
        var used = departures
            .Where(d => d.Flag == flag && float.IsFinite(d.ObservedK) && float.IsFinite(d.BackgroundK) && float.IsFinite(d.AnalysisK))
            .ToList();
        return new StationSummary(
            used.Count, Rms(used, d => d.ObservedK - d.BackgroundK), Rms(used, d => d.ObservedK - d.AnalysisK),
            Rms(used, d => d.ObservedK - d.ClimatologyK));
    }

    private static double? Rms(List<StationDeparture> departures, Func<StationDeparture, double> difference)
    {
        var finite = departures.Select(difference).Where(double.IsFinite).ToList();
        return finite.Count == 0 ? null : Math.Sqrt(finite.Average(d => d * d));
    }

    /// <summary>
    /// Hash over what decides the content, so that another run's analysis of the same cycle is not taken for this one; and over the
    /// departures: a process killed between its two files has left the analysis without them.
    /// </summary>
    private static string VersionOf(Analysis analysis)
    {
        var p = analysis.Provenance;
        var offsets = string.Join(';', p.InputOffsets.Select(pair => $"{pair.Key}={pair.Value}"));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{analysis.Cycle.Key}|{p.Revision}|{p.RunId}|{p.ModelHash}|{p.ConfigurationHash}|{p.Seed}|{p.Members}|{p.SoftwareVersion}|{offsets}{(analysis.Failure is null ? "" : "|failed")}");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        foreach (var d in analysis.Departures)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"|{d.StationId}|{d.AnalysisK:R}|{d.Flag}")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
