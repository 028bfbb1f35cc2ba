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

    private bool IsTooOld(string key, string newest) => options.Age > TimeSpan.Zero && CycleKeys.TimeOf(newest) - CycleKeys.TimeOf(key) > options.Age;
}
