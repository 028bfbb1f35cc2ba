using System.Reflection;
using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Diffusion.Analysts;
using Slams.Hosting.Configuration;

namespace Slams.Assimilator;

/// <summary>Says of a window's analysis where it comes from.</summary>
public sealed class CycleProvenance(
    IOptions<AssimilatorOptions> options, IOptions<AnalystOptions> analysis, IOptions<RunOptions> run, IOptions<CycleOptions> cycle)
{
    private readonly WindowOptions _windows = cycle.Value.ToWindowOptions();

    /// <summary>The provenance of a window's analysis.</summary>
    public AnalysisProvenance Of(ClosedWindow<Observation> window, ICycleAnalyst analyst)
    {
        var offsets = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var span in window.Offsets)
        {
            offsets[span.Partition.ToString()] = FormattableString.Invariant($"{span.Start}-{span.End}");
        }

        return new AnalysisProvenance
        {
            RunId = run.Value.Id,
            ModelId = analyst.ModelId,
            ModelHash = analyst.ModelHash,
            ConfigurationHash = AnalystSettings.Hash(analyst, options.Value, analysis.Value, _windows),
            Seed = options.Value.Seed,
            Members = options.Value.Members,
            Revision = window.Revision,
            SoftwareVersion = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0",
            InputCounts = Count(window.Items),
            AddedCounts = Count(window.Added),
            InputOffsets = offsets,
        };
    }

    private static SortedDictionary<string, long> Count(IReadOnlyList<Observation> items)
    {
        var (readings, frames, profiles) = (new Dictionary<QualityFlag, long>(), new Dictionary<QualityFlag, long>(), new Dictionary<QualityFlag, long>());
        foreach (var item in items)
        {
            var of = item.Reading is not null ? readings : item.Profile is not null ? profiles : frames;
            of[item.Flag] = of.GetValueOrDefault(item.Flag) + 1;
        }

        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (kind, of) in new[] { ("reading", readings), ("frame", frames), ("profile", profiles) })
        {
            foreach (var (flag, count) in of)
            {
                counts[$"{kind}.{flag}"] = count;
            }
        }

        return counts;
    }
}
