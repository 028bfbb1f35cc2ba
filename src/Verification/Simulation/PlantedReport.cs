namespace Slams.Verification.Simulation;

/// <summary>A report by station and time.</summary>
/// <param name="Station">Station identifier.</param>
/// <param name="Time">Stamp of the report; of a report never sent, the time of the cycle.</param>
public sealed record PlantedReport(string Station, DateTimeOffset Time);
