namespace Slams.Verification.Simulation;

/// <summary>A gross error.</summary>
/// <param name="Station">Station identifier.</param>
/// <param name="Time">Stamp of the report.</param>
/// <param name="AddedK">What was added to the temperature, K.</param>
public sealed record PlantedGrossError(string Station, DateTimeOffset Time, double AddedK);
