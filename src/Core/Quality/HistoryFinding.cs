using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>What the history of a station says of its observations.</summary>
/// <param name="Flag"><see cref="QualityFlag.History"/> when the station is excluded, else <see cref="QualityFlag.Assimilated"/>.</param>
/// <param name="Correction">To be added to what it observes, in the unit of the observation.</param>
/// <param name="AddedVariance">To be added to the variance of its error, at least 0.</param>
/// <param name="Reason">Reason in words with the numbers; empty when there is nothing to say.</param>
public readonly record struct HistoryFinding(QualityFlag Flag, double Correction, double AddedVariance, string Reason)
{
    /// <summary>Nothing to say.</summary>
    public static HistoryFinding None { get; } = new(QualityFlag.Assimilated, 0, 0, "");
}
