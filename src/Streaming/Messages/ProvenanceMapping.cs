using Slams.Core.Analyses;

namespace Slams.Streaming.Messages;

/// <summary>Provenance on the wire.</summary>
internal static class ProvenanceMapping
{
    public static Wire.Provenance ToWire(AnalysisProvenance provenance)
    {
        var message = new Wire.Provenance
        {
            RunId = provenance.RunId,
            ModelId = provenance.ModelId,
            ModelHash = provenance.ModelHash,
            ConfigurationHash = provenance.ConfigurationHash,
            Seed = provenance.Seed,
            Members = (uint)provenance.Members,
            Revision = (uint)provenance.Revision,
            SoftwareVersion = provenance.SoftwareVersion,
        };
        message.InputCounts.AddRange(provenance.InputCounts
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new Wire.InputCount { Key = pair.Key, Count = pair.Value }));
        message.AddedCounts.AddRange(provenance.AddedCounts
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new Wire.InputCount { Key = pair.Key, Count = pair.Value }));
        message.InputOffsets.AddRange(provenance.InputOffsets
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new Wire.InputOffsets { Key = pair.Key, Span = pair.Value }));
        return message;
    }

    public static AnalysisProvenance FromWire(Wire.Provenance? provenance)
    {
        if (provenance is null)
        {
            throw new InvalidDataException("the provenance is missing");
        }

        return new AnalysisProvenance
        {
            RunId = provenance.RunId,
            ModelId = provenance.ModelId,
            ModelHash = provenance.ModelHash,
            ConfigurationHash = provenance.ConfigurationHash,
            Seed = provenance.Seed,
            Members = checked((int)provenance.Members),
            Revision = checked((int)provenance.Revision),
            SoftwareVersion = provenance.SoftwareVersion,
            InputCounts = Sorted(provenance.InputCounts.Select(input => (input.Key, input.Count))),
            AddedCounts = Sorted(provenance.AddedCounts.Select(input => (input.Key, input.Count))),
            InputOffsets = Sorted(provenance.InputOffsets.Select(input => (input.Key, input.Span))),
        };
    }

    private static SortedDictionary<string, TValue> Sorted<TValue>(IEnumerable<(string Key, TValue Value)> pairs)
    {
        var sorted = new SortedDictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            sorted[key] = value;
        }

        return sorted;
    }
}
