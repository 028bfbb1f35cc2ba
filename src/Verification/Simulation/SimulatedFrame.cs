using Slams.Core.Observations;

namespace Slams.Verification.Simulation;

/// <summary>A satellite frame as it was made, with the gap planted in it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="GapWestDegrees">Longitude of the first unseen column, degrees east.</param>
/// <param name="GapColumns">Number of unseen columns from there eastward.</param>
public sealed record SimulatedFrame(SatelliteFrame Frame, double GapWestDegrees, int GapColumns);
