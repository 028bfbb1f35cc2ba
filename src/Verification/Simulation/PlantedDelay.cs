namespace Slams.Verification.Simulation;

/// <summary>A report that arrives long after its window.</summary>
/// <param name="Station">Station identifier.</param>
/// <param name="Time">Stamp of the report.</param>
/// <param name="Arrival">When it arrives, in full seconds.</param>
public sealed record PlantedDelay(string Station, DateTimeOffset Time, DateTimeOffset Arrival);
