namespace Slams.Benchmarks.FormatRates;

/// <summary>One format: how the product reads some content of it, and what reads the same bytes beside.</summary>
internal sealed record FormatCase
{
    /// <summary>The format, and where the content is from unless it was made.</summary>
    public required string Name { get; init; }

    /// <summary>What is counted: readings, levels, pixels.</summary>
    public string Unit { get; init; } = "readings";

    /// <summary>Length of the content, decompressed.</summary>
    public required long Bytes { get; init; }

    /// <summary>Reads all of it by the product's reader.</summary>
    public required Func<Task<Counts>> Read { get; init; }

    /// <summary>Reads the same by another decoder; null where none is at hand.</summary>
    public OtherDecoder? Beside { get; init; }
}
