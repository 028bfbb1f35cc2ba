namespace Slams.Formats.Stations.Wis2;

/// <summary>A JSON object out of a stream, or why there is none.</summary>
/// <param name="Bytes">The object, or what is left of it; valid until the next one is taken.</param>
/// <param name="Problem">What is wrong with it; null for a whole one.</param>
internal readonly record struct FoundFeature(ReadOnlyMemory<byte> Bytes, string? Problem);
