using Slams.Core.Observations;

namespace Slams.Verification.Simulation;

/// <summary>A report as it was made, with its arrival and what was planted in it.</summary>
/// <param name="Reading">The report.</param>
/// <param name="Arrival">When it arrives.</param>
/// <param name="Faults">What was planted.</param>
/// <param name="GrossErrorK">The gross error added to its temperature, K; 0 when none.</param>
public sealed record SimulatedReport(StationReading Reading, DateTimeOffset Arrival, PlantedFaults Faults, double GrossErrorK)
{
    /// <summary>What is wrong with its station.</summary>
    public StationFault Fault { get; init; }

    /// <summary>Whether a <see cref="StationFault.Duplicated"/> station sent it for the second time.</summary>
    public bool IsSentAgain { get; init; }
}
