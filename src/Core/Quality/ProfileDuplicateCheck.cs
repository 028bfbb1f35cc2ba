using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Finds profiles that repeat one of the same station and time level by level. Others of a station and time stand: the parts of an ascent may come one
/// by one, and of one level the analysis takes one value. Memory is bounded.
/// </summary>
/// <param name="clock">Measures how long a profile has been remembered.</param>
/// <param name="capacity">Most profiles remembered, at least 2.</param>
/// <param name="retention">How long one is remembered at least, unless capacity forbids.</param>
public sealed class ProfileDuplicateCheck(TimeProvider clock, int capacity, TimeSpan retention) : IProfileCheck
{
    private const ulong Basis = 14695981039346656037, Prime = 1099511628211;

    private readonly RecentMemory<Key, Remembered> _memory = new(clock, capacity, retention);

    /// <inheritdoc/>
    public string Name => "duplicate";

    /// <inheritdoc/>
    public void Check(ProfileVerdict verdict)
    {
        var profile = verdict.Profile;
        if (profile.Time is not { } time)
        {
            return;
        }

        ref var remembered = ref _memory.Of(new Key(profile.StationId, time.UtcTicks, profile.Correction, HashOf(profile.Levels)), out var known);
        if (known)
        {
            verdict.FlagProfile(QualityFlag.Duplicate, Invariant($"repeats record {remembered.Record} of {remembered.Source}"));
        }
        else
        {
            remembered = new Remembered(profile.Source, profile.SourceRecord);
        }
    }

    // FNV-1a (Fowler, Noll, Vo), the same in every process.
    private static ulong HashOf(IReadOnlyList<ProfileLevel> levels)
    {
        var hash = Basis;
        foreach (var level in levels)
        {
            hash = (hash ^ BitConverter.SingleToUInt32Bits(level.PressurePa)) * Prime;
            hash = (hash ^ BitConverter.SingleToUInt32Bits(level.TemperatureK)) * Prime;
        }

        return hash;
    }

    private readonly record struct Key(string StationId, long UtcTicks, int Correction, ulong Levels);

    private readonly record struct Remembered(string Source, long Record);
}
