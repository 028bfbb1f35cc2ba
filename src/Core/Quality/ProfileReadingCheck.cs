using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>Judges time or place of a profile by a check of readings.</summary>
/// <param name="check">A check that flags readings as a whole.</param>
public sealed class ProfileReadingCheck(IReadingCheck check) : IProfileCheck
{
    /// <inheritdoc/>
    public string Name => check.Name;

    /// <inheritdoc/>
    public void Check(ProfileVerdict verdict)
    {
        var profile = verdict.Profile;
        var reading = new StationReading
        {
            StationId = profile.StationId,
            Time = profile.Time,
            LatitudeDegrees = profile.LatitudeDegrees,
            LongitudeDegrees = profile.LongitudeDegrees,
        };
        var found = new ReadingVerdict(reading);
        check.Check(reading, ref found);
        if (found.Flag != QualityFlag.Assimilated)
        {
            verdict.FlagProfile(found.Flag, found.Reason);
        }
    }
}
