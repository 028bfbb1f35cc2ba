namespace Slams.Verification.Simulation;

/// <summary>A faulty station.</summary>
/// <param name="Station">Station identifier.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="From">First cycle with the fault.</param>
public sealed record PlantedStationFault(string Station, StationFault Fault, DateTimeOffset From);
