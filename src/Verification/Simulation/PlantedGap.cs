namespace Slams.Verification.Simulation;

/// <summary>The gap of a frame.</summary>
/// <param name="Time">Time of the frame.</param>
/// <param name="WestDegrees">Longitude of its first unseen column, degrees east.</param>
/// <param name="Columns">Number of unseen columns from there eastward.</param>
public sealed record PlantedGap(DateTimeOffset Time, double WestDegrees, int Columns);
