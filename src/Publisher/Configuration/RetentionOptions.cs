namespace Slams.Publisher.Configuration;

/// <summary>
/// How long files are kept, section <c>Publisher:Retention</c>: those of cycles that either bound leaves out go. Both are off by default.
/// Age is that of the cycle against the newest one published, so that a replay of old observations keeps as much as live operation.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>How much older than the newest cycle one may be; zero for no bound.</summary>
    public TimeSpan Age { get; set; }

    /// <summary>Number of the newest cycles that are kept; zero for no bound.</summary>
    public int Cycles { get; set; }

    /// <summary>Whether anything is ever removed.</summary>
    internal bool IsOn => Age > TimeSpan.Zero || Cycles > 0;
}
