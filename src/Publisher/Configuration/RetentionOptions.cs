namespace Slams.Publisher.Configuration;

/// <summary>
/// How long cycles are kept, sections <c>Publisher:Retention</c> for folders, <c>Publisher:Zarr:Retention</c> and <c>Publisher:S3:N:Retention</c>: what
/// either bound leaves out goes. Both are off by default. Age is that of the cycle against the newest one published there, so that a replay of old
/// observations keeps as much as live operation.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>How much older than the newest cycle one may be; zero for no bound.</summary>
    public TimeSpan Age { get; set; }

    /// <summary>Number of the newest cycles that are kept; zero for no bound.</summary>
    public int Cycles { get; set; }

    /// <summary>Whether anything is ever removed.</summary>
    internal bool IsOn => Age > TimeSpan.Zero || Cycles > 0;

    /// <summary>What is wrong with them, each with its key.</summary>
    internal IEnumerable<(string Key, string Problem)> Problems()
    {
        if (Age < TimeSpan.Zero)
        {
            yield return (nameof(Age), "must not be negative");
        }

        if (Cycles < 0)
        {
            yield return (nameof(Cycles), FormattableString.Invariant($"must not be negative, as {Cycles} is"));
        }
    }
}
