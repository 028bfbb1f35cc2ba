using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>A report is only worth something where it was made.</summary>
/// <param name="rejectNullIsland">Whether exactly 0° N 0° E counts as an unset position.</param>
public sealed class PositionCheck(bool rejectNullIsland) : IReadingCheck
{
    /// <inheritdoc/>
    public string Name => "position";

    /// <inheritdoc/>
    public void Check(StationReading reading, ref ReadingVerdict verdict)
    {
        if (reading.LatitudeDegrees is not { } latitude || reading.LongitudeDegrees is not { } longitude)
        {
            verdict.FlagReading(QualityFlag.BadPosition, ReadingFindings.PositionAbsent, "no position");
        }
        else if (!(latitude is >= -90 and <= 90))
        {
            verdict.FlagReading(
                QualityFlag.BadPosition, ReadingFindings.PositionImpossible, Invariant($"latitude {latitude}° is beyond a pole"));
        }
        else if (!(longitude is >= -360 and <= 360))
        {
            verdict.FlagReading(
                QualityFlag.BadPosition, ReadingFindings.PositionImpossible, Invariant($"longitude {longitude}° is beyond a whole turn"));
        }
        else if (rejectNullIsland && latitude == 0 && longitude == 0)
        {
            verdict.FlagReading(
                QualityFlag.BadPosition, ReadingFindings.NullIsland, "position is exactly 0° N 0° E, as when it was never set");
        }
    }
}
