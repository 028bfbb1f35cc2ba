using Slams.Core.Observations;

namespace Slams.Formats.Soundings;

/// <summary>What one record became: a sounding, or a dead letter. Exactly one of the two is set.</summary>
/// <param name="Sounding">The sounding.</param>
/// <param name="Unreadable">The record that could not be read.</param>
public readonly record struct SoundingItem(Sounding? Sounding, DeadLetter? Unreadable)
{
    private const int RawBytes = 1024;

    internal static SoundingItem Of(Sounding sounding) => new(sounding, null);

    internal static SoundingItem Broken(string source, long record, string reason, ReadOnlySpan<byte> raw) =>
        new(null, new DeadLetter(source, record, reason, raw[..Math.Min(raw.Length, RawBytes)].ToArray()));
}
