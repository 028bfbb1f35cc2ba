namespace Slams.Verification.Ablation;

/// <summary>Draws states given a degraded copy.</summary>
public interface IPosteriorSampler
{
    /// <summary>Space of its prior, one of <see cref="PriorSpaceName"/>.</summary>
    string Space { get; }

    /// <summary>Members as normalised anomalies, <c>[channel, latitude, longitude]</c> each. Called from several threads.</summary>
    /// <param name="time">Time of the state.</param>
    /// <param name="copy">The copy; null draws from the prior.</param>
    /// <param name="members">Number of members.</param>
    /// <param name="seed">Seed of their noise.</param>
    /// <param name="cancellationToken">Ends the sampling early.</param>
    float[][] Sample(DateTimeOffset time, DegradedCopy? copy, int members, ulong seed, CancellationToken cancellationToken);
}
