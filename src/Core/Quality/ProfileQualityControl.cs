using System.ComponentModel.DataAnnotations;
using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>
/// Quality control of one source of profiles: position, time, completeness, range, lapse of temperature and repetition, by the settings of readings.
/// Bad levels are flagged one by one; a profile of which nothing is left is flagged as a whole. Not safe for concurrent use; one instance per stream.
/// </summary>
public sealed class ProfileQualityControl
{
    private readonly IProfileCheck[] _checks;

    /// <summary>Makes the standard chain.</summary>
    /// <param name="options">Which checks run and where their limits are.</param>
    /// <param name="clock">The clock that stamps are compared with.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public ProfileQualityControl(QualityControlOptions options, TimeProvider clock) => _checks = [.. StandardChain(options, clock)];

    /// <summary>The checks in the order they run.</summary>
    public IReadOnlyList<IProfileCheck> Checks => _checks;

    /// <summary>Judges one profile; returns it unchanged, the same object, when nothing was found.</summary>
    public TemperatureProfile Apply(TemperatureProfile profile)
    {
        var verdict = new ProfileVerdict(profile);
        foreach (var check in _checks)
        {
            check.Check(verdict);
        }

        return verdict.ToProfile();
    }

    private static IEnumerable<IProfileCheck> StandardChain(QualityControlOptions options, TimeProvider clock)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if (options.CheckPosition)
        {
            yield return new ProfileReadingCheck(new PositionCheck(options.RejectNullIsland));
        }

        if (options.CheckTime)
        {
            yield return new ProfileReadingCheck(new TimeCheck(clock, options.FutureTolerance, options.EarliestTime));
        }

        if (options.CheckCompleteness)
        {
            yield return new ProfileCompletenessCheck();
        }

        if (options.CheckRange)
        {
            yield return new ProfileRangeCheck();
        }

        if (options.CheckConsistency)
        {
            yield return new ProfileLapseCheck(options.AdiabatToleranceK);
        }

        if (options.CheckDuplicates)
        {
            yield return new ProfileDuplicateCheck(clock, options.DuplicateCapacity, options.DuplicateRetention);
        }
    }
}
