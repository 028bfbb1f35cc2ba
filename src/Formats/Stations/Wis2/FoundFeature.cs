namespace Slams.Formats.Stations.Wis2;

/// <summary>A JSON object out of a stream, or why there is none.</summary>
internal readonly ref struct FoundFeature
{
    /// <summary>The object, or what is left of it; valid until the next one is taken.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>What is wrong with it; null for a whole one.</summary>
    public string? Problem { get; init; }

    /// <summary>What it says, where nothing is wrong with it; valid as long.</summary>
    public Wis2Feature Feature { get; init; }
}
