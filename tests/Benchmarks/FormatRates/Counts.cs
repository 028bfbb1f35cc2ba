namespace Slams.Benchmarks.FormatRates;

/// <summary>What a reader made of content.</summary>
/// <param name="Units">Readings, levels or pixels.</param>
/// <param name="Unreadable">Records that it could not read.</param>
internal readonly record struct Counts(long Units, long Unreadable);
