using Slams.Core.Observations;

namespace Slams.Core.Cycles;

/// <summary>
/// What one closed window holds, in an order that does not depend on arrival: readings by station, time, source and record,
/// frames by time, platform and source. Flagged and passive readings are included; the analyst takes those flagged
/// <see cref="QualityFlag.Assimilated"/>.
/// </summary>
public sealed record CycleObservations(
    Cycle Cycle, IReadOnlyList<StationReading> Readings, IReadOnlyList<SatelliteFrame> Frames)
{
    /// <summary>Profiles of temperature, by station, time, source and record.</summary>
    public IReadOnlyList<TemperatureProfile> Profiles { get; init; } = [];
}
