using System.Runtime.InteropServices;
using Slams.Core.Observations;

namespace Slams.Core.Windows;

/// <summary>
/// Readings by station, time, source and record, then frames by time, platform and source, then profiles as readings; further fields settle
/// ties, so that the order never depends on arrival.
/// </summary>
internal sealed class ObservationOrder : IGroupedOrder<Observation>
{
    private const int Readings = 0, Frames = 1, Profiles = 2;

    public int Compare(Observation x, Observation y) =>
        x.Reading is { } left && y.Reading is { } right ? Compare(left, right)
        : x.Profile is { } leftProfile && y.Profile is { } rightProfile ? Compare(leftProfile, rightProfile)
        : x.Frame is { } leftFrame && y.Frame is { } rightFrame ? Compare(leftFrame, rightFrame)
        : Rank(x).CompareTo(Rank(y));

    public OrderGroup GroupOf(Observation item) => new(Rank(item), item.Reading?.StationId ?? item.Profile?.StationId ?? "");

    private static int Rank(Observation item) => item.Reading is not null ? Readings : item.Frame is not null ? Frames : Profiles;

    private static int Compare(StationReading left, StationReading right)
    {
        var result = string.CompareOrdinal(left.StationId, right.StationId);
        result = result != 0 ? result : Nullable.Compare(left.Time, right.Time);
        result = result != 0 ? result : string.CompareOrdinal(left.Source, right.Source);
        result = result != 0 ? result : left.SourceRecord.CompareTo(right.SourceRecord);
        result = result != 0 ? result : left.Flag.CompareTo(right.Flag);
        result = result != 0 ? result : left.AirTemperatureFlag.CompareTo(right.AirTemperatureFlag);
        result = result != 0 ? result : left.PrecipitationFlag.CompareTo(right.PrecipitationFlag);
        result = result != 0 ? result : string.CompareOrdinal(left.FlagReason, right.FlagReason);
        result = result != 0 ? result : Nullable.Compare(left.AirTemperatureK, right.AirTemperatureK);
        result = result != 0 ? result : Nullable.Compare(left.Precipitation6hMm, right.Precipitation6hMm);
        result = result != 0 ? result : Nullable.Compare(left.LatitudeDegrees, right.LatitudeDegrees);
        result = result != 0 ? result : Nullable.Compare(left.LongitudeDegrees, right.LongitudeDegrees);
        result = result != 0 ? result : Nullable.Compare(left.ElevationMetres, right.ElevationMetres);
        result = result != 0 ? result : Nullable.Compare(left.DewPointK, right.DewPointK);
        result = result != 0 ? result : Nullable.Compare(left.SurfacePressurePa, right.SurfacePressurePa);
        result = result != 0 ? result : Nullable.Compare(left.WindSpeedMetresPerSecond, right.WindSpeedMetresPerSecond);
        result = result != 0 ? result : Nullable.Compare(left.WindFromDirectionDegrees, right.WindFromDirectionDegrees);
        return result != 0 ? result : left.Correction.CompareTo(right.Correction);
    }

    private static int Compare(TemperatureProfile left, TemperatureProfile right)
    {
        var result = string.CompareOrdinal(left.StationId, right.StationId);
        result = result != 0 ? result : Nullable.Compare(left.Time, right.Time);
        result = result != 0 ? result : string.CompareOrdinal(left.Source, right.Source);
        result = result != 0 ? result : left.SourceRecord.CompareTo(right.SourceRecord);
        result = result != 0 ? result : left.Correction.CompareTo(right.Correction);
        result = result != 0 ? result : left.Flag.CompareTo(right.Flag);
        result = result != 0 ? result : string.CompareOrdinal(left.FlagReason, right.FlagReason);
        result = result != 0 ? result : Nullable.Compare(left.LatitudeDegrees, right.LatitudeDegrees);
        result = result != 0 ? result : Nullable.Compare(left.LongitudeDegrees, right.LongitudeDegrees);
        result = result != 0 ? result : Nullable.Compare(left.ElevationMetres, right.ElevationMetres);
        result = result != 0 ? result : left.Levels.Count.CompareTo(right.Levels.Count);
        for (var level = 0; result == 0 && level < left.Levels.Count; level++)
        {
            var (one, other) = (left.Levels[level], right.Levels[level]);
            result = (one.PressurePa, one.TemperatureK, one.Flag).CompareTo((other.PressurePa, other.TemperatureK, other.Flag));
        }

        return result;
    }

    private static int Compare(SatelliteFrame left, SatelliteFrame right)
    {
        var result = left.Time.CompareTo(right.Time);
        result = result != 0 ? result : string.CompareOrdinal(left.Platform, right.Platform);
        result = result != 0 ? result : string.CompareOrdinal(left.Source, right.Source);
        result = result != 0 ? result : left.Quantity.CompareTo(right.Quantity);
        result = result != 0 ? result : left.Flag.CompareTo(right.Flag);
        result = result != 0 ? result : string.CompareOrdinal(left.FlagReason, right.FlagReason);
        result = result != 0 ? result : left.Rows.CompareTo(right.Rows);
        return result != 0
            ? result
            : MemoryMarshal.AsBytes<float>(left.Values).SequenceCompareTo(MemoryMarshal.AsBytes<float>(right.Values));
    }
}
