using System.Text.Json.Nodes;

namespace Slams.Formats.Zarr;

/// <summary>
/// The cycles of a store that come from the model and settings of the one added last. Those beyond are of earlier settings: what comes for them
/// takes their place, whatever their revision.
/// </summary>
/// <param name="First">Index of the first cycle.</param>
/// <param name="Last">Index of the last one.</param>
internal sealed record ZarrSpan(long First, long Last)
{
    /// <summary>Attribute of the group.</summary>
    public const string Attribute = "settings_cycle_indices";

    /// <summary>Reads it; a store of before has no such attribute, and all of it counts.</summary>
    public static ZarrSpan Read(JsonNode attributes, ZarrOrigin origin, int times) => attributes[Attribute] is { } span
        ? new((long)span[0]!, (long)span[1]!)
        : new(origin.CycleIndex, origin.CycleIndex + times - 1);

    /// <summary>A span and another cycle; of that cycle alone where there is none.</summary>
    public static ZarrSpan With(ZarrSpan? span, long cycle) => span is null ? new(cycle, cycle) : new(Math.Min(span.First, cycle), Math.Max(span.Last, cycle));

    /// <summary>Whether a cycle is one of them.</summary>
    public bool Holds(long cycle) => cycle >= First && cycle <= Last;

    /// <summary>The two indices.</summary>
    public JsonArray ToJson() => new((JsonNode)First, (JsonNode)Last);
}
