using Slams.Publisher.Configuration;

namespace Slams.Publisher.Files;

/// <summary>Which cycles are not kept. The newest always is.</summary>
internal sealed class RetentionPolicy(RetentionOptions options)
{
    /// <summary>Whether the oldest of the cycles known must go.</summary>
    /// <param name="oldest">Key of the oldest.</param>
    /// <param name="newest">Key of the newest.</param>
    /// <param name="count">How many are known.</param>
    public bool Drops(string oldest, string newest, int count) => (options.Cycles > 0 && count > options.Cycles) || IsTooOld(oldest, newest);

    /// <summary>Whether a cycle is none of those that are kept, whether it ever was there or not.</summary>
    /// <param name="key">Key of the cycle.</param>
    /// <param name="oldest">Key of the oldest cycle known, all that must go having gone.</param>
    /// <param name="newest">Key of the newest.</param>
    /// <param name="count">How many are known.</param>
    public bool Excludes(string key, string oldest, string newest, int count) =>
        (options.Cycles > 0 && count >= options.Cycles && string.CompareOrdinal(key, oldest) < 0) || IsTooOld(key, newest);

    /// <summary>Whether anything is ever removed.</summary>
    public bool IsOn => options.IsOn;

    /// <summary>Key of the first cycle that is kept of those that are there, whether it is one of them or not; null when all are.</summary>
    /// <param name="keys">Their keys, each once, in order.</param>
    public string? FirstKept(IReadOnlyList<string> keys)
    {
        var byCount = options.Cycles > 0 && keys.Count >= options.Cycles ? keys[^options.Cycles] : null;
        var byAge = options.Age > TimeSpan.Zero && keys.Count > 0 && CycleKeys.TimeOf(keys[^1]) is { } newest && newest.Ticks > options.Age.Ticks
            ? CycleKeys.Of(newest - options.Age)
            : null;
        return string.CompareOrdinal(byCount, byAge) > 0 ? byCount : byAge;
    }

    private bool IsTooOld(string key, string newest) => options.Age > TimeSpan.Zero && CycleKeys.TimeOf(newest) - CycleKeys.TimeOf(key) > options.Age;
}
