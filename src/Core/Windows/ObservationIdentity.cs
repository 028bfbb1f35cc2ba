using System.Runtime.InteropServices;
using Slams.Core.Observations;

namespace Slams.Core.Windows;

/// <summary>
/// Two readings, or two profiles, are the same report when station, time and values agree, wherever they came from; two frames when platform,
/// quantity, time and values do. What ingest has flagged as a duplicate stays visible as such: only copies of that very
/// record are the same.
/// </summary>
internal sealed class ObservationIdentity : IEqualityComparer<Observation>
{
    public bool Equals(Observation x, Observation y) =>
        x.Reading is { } left && y.Reading is { } right ? Same(left, right)
        : x.Profile is { } leftProfile && y.Profile is { } rightProfile ? Same(leftProfile, rightProfile)
        : x.Frame is { } leftFrame && y.Frame is { } rightFrame && Same(leftFrame, rightFrame);

    public int GetHashCode(Observation obj) =>
        obj.Reading is { } reading ? HashCode.Combine(reading.StationId, reading.Time, reading.AirTemperatureK, reading.Flag == QualityFlag.Duplicate)
        : obj.Profile is { } profile ? HashCode.Combine(profile.StationId, profile.Time, profile.Levels.Count, profile.Flag == QualityFlag.Duplicate)
        : obj.Frame is { } frame ? HashCode.Combine(frame.Platform, frame.Quantity, frame.Time)
        : 0;

    private static bool Same(StationReading left, StationReading right) =>
        left.StationId == right.StationId && left.Time == right.Time && left.Correction == right.Correction
        && Same(left.LatitudeDegrees, right.LatitudeDegrees) && Same(left.LongitudeDegrees, right.LongitudeDegrees)
        && Same(left.ElevationMetres, right.ElevationMetres) && Same(left.AirTemperatureK, right.AirTemperatureK)
        && Same(left.Precipitation6hMm, right.Precipitation6hMm) && Same(left.DewPointK, right.DewPointK)
        && Same(left.SurfacePressurePa, right.SurfacePressurePa)
        && Same(left.WindSpeedMetresPerSecond, right.WindSpeedMetresPerSecond)
        && Same(left.WindFromDirectionDegrees, right.WindFromDirectionDegrees)
        && SameRecordIfDuplicate(left.Flag, right.Flag, left.Source == right.Source && left.SourceRecord == right.SourceRecord);

    private static bool Same(TemperatureProfile left, TemperatureProfile right) =>
        left.StationId == right.StationId && left.Time == right.Time && left.Correction == right.Correction
        && Same(left.LatitudeDegrees, right.LatitudeDegrees) && Same(left.LongitudeDegrees, right.LongitudeDegrees)
        && Same(left.ElevationMetres, right.ElevationMetres)
        && left.Levels.Select(Values).SequenceEqual(right.Levels.Select(Values))
        && SameRecordIfDuplicate(left.Flag, right.Flag, left.Source == right.Source && left.SourceRecord == right.SourceRecord);

    private static (float Pressure, float Temperature) Values(ProfileLevel level) => (level.PressurePa, level.TemperatureK);

    private static bool Same(SatelliteFrame left, SatelliteFrame right) =>
        left.Platform == right.Platform && left.Quantity == right.Quantity && left.Time == right.Time
        && left.Rows == right.Rows && left.Columns == right.Columns
        // Bit by bit, since missing cells are NaN.
        && MemoryMarshal.AsBytes<float>(left.Values).SequenceEqual(MemoryMarshal.AsBytes<float>(right.Values))
        && SameRecordIfDuplicate(left.Flag, right.Flag, left.Source == right.Source);

    private static bool SameRecordIfDuplicate(QualityFlag left, QualityFlag right, bool sameRecord) =>
        (left == QualityFlag.Duplicate) == (right == QualityFlag.Duplicate) && (left != QualityFlag.Duplicate || sameRecord);

    private static bool Same(double? left, double? right) =>
        left.HasValue == right.HasValue && left.GetValueOrDefault().Equals(right.GetValueOrDefault());
}
