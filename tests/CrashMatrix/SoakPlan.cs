namespace Slams.CrashMatrix;

/// <summary>What a soak does.</summary>
public sealed record SoakPlan
{
    /// <summary>How long the service is fed and killed.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Event time per real time.</summary>
    public required double Speed { get; init; }

    /// <summary>Mean time between two kills.</summary>
    public required TimeSpan KillEvery { get; init; }

    /// <summary>Event time between two cycles.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Decides moments and victims.</summary>
    public required int Seed { get; init; }

    /// <summary><c>sqlite</c> or <c>kafka</c>.</summary>
    public required string Log { get; init; }

    /// <summary>Event time of the inputs.</summary>
    /// <exception cref="ArgumentException">The sample is not as long as that.</exception>
    public TimeSpan EventTime => Length * Speed is var length && length > TimeSpan.Zero && length <= Inputs.Longest
        ? length
        : throw new ArgumentException(FormattableString.Invariant($"--minutes times --speed is {length.TotalHours:0.#} h of event time; the sample has {Inputs.Longest.TotalHours:0} h."));
}
