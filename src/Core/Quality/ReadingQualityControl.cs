using System.ComponentModel.DataAnnotations;
using Slams.Core.Climatology;
using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>
/// Quality control of one source of readings: runs every reading through a chain of checks and writes the verdict on it.
/// Not safe for concurrent use; one instance per stream, since repeats are found in the order of arrival.
/// </summary>
public sealed class ReadingQualityControl
{
    private readonly IReadingCheck[] _checks;

    /// <summary>Makes the standard chain.</summary>
    /// <param name="options">Which checks run and where their limits are.</param>
    /// <param name="clock">The clock that stamps are compared with.</param>
    /// <param name="nearSurfaceClimatology">Near-surface temperature in K; without it there is no gross-error check.</param>
    /// <param name="standardDeviationK">Standard deviation of its anomalies on the same grid, when known.</param>
    /// <param name="surfaceHeightM">Height in m of the surface that it is of, on the same grid, when known: temperatures are brought to it where a lapse rate is given.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public ReadingQualityControl(
        QualityControlOptions options, TimeProvider clock,
        HarmonicClimatology? nearSurfaceClimatology = null, float[]? standardDeviationK = null, float[]? surfaceHeightM = null)
        : this(InOrder(StandardChain(options, clock, nearSurfaceClimatology, standardDeviationK, surfaceHeightM), options.Order))
    {
    }

    /// <summary>Makes a chain of chosen checks, run in the order given.</summary>
    public ReadingQualityControl(IEnumerable<IReadingCheck> checks) => _checks = [.. checks];

    /// <summary>Names of the checks in the order they run when no other is asked for.</summary>
    public static IReadOnlyList<string> StandardOrder { get; } =
        ["position", "time", "completeness", "range", "consistency", "gross error", "step", "stuck", "duplicate"];

    /// <summary>The checks in the order they run.</summary>
    public IReadOnlyList<IReadingCheck> Checks => _checks;

    /// <summary>Judges one reading; returns it unchanged, the same object, when nothing was found.</summary>
    public StationReading Apply(StationReading reading) => Apply(reading, out _);

    /// <summary>Judges one reading and tells all that was found on it.</summary>
    public StationReading Apply(StationReading reading, out ReadingFindings findings)
    {
        var verdict = new ReadingVerdict(reading);
        foreach (var check in _checks)
        {
            check.Check(reading, ref verdict);
        }

        findings = verdict.Findings;
        return verdict.ApplyTo(reading);
    }

    private static IEnumerable<IReadingCheck> InOrder(IEnumerable<IReadingCheck> checks, IList<string> first) =>
        checks.OrderBy(check => first.IndexOf(check.Name) is var place and >= 0 ? place : int.MaxValue);

    private static IEnumerable<IReadingCheck> StandardChain(
        QualityControlOptions options, TimeProvider clock, HarmonicClimatology? climatology, float[]? standardDeviationK, float[]? surfaceHeightM)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if (options.CheckPosition)
        {
            yield return new PositionCheck(options.RejectNullIsland);
        }

        if (options.CheckTime)
        {
            yield return new TimeCheck(clock, options.FutureTolerance, options.EarliestTime);
        }

        if (options.CheckCompleteness)
        {
            yield return new CompletenessCheck();
        }

        if (options.CheckRange)
        {
            yield return new PhysicalRangeCheck(
                options.MinimumAirTemperatureK, options.MaximumAirTemperatureK, options.MaximumPrecipitation6hMm);
        }

        if (options.CheckConsistency)
        {
            yield return new ConsistencyCheck(options.DewPointToleranceK, options.PressureTolerance);
        }

        if (options.CheckGrossError && climatology is not null)
        {
            yield return new GrossErrorCheck(
                climatology, standardDeviationK, options.GrossErrorFloorK, options.GrossErrorSigmas, surfaceHeightM, options.GrossErrorLapseRateKPerKm ?? 0);
        }

        // After those that need no memory: what they have found is no measure for the reports that follow.
        if (options.CheckStep)
        {
            yield return new StepCheck(clock, options.StepFloorK, options.StepPerHourK, options.StationCapacity, options.DuplicateRetention);
        }

        if (options.CheckStuck)
        {
            var silent = options.DuplicateRetention + options.StuckDuration;
            yield return new StuckCheck(clock, options.StuckReports, options.StuckDuration, options.StationCapacity, silent);
        }

        // Last: which of two reports of one station and time stands depends on which has a usable temperature.
        if (options.CheckDuplicates)
        {
            yield return new DuplicateCheck(clock, options.DuplicateCapacity, options.DuplicateRetention);
        }
    }
}
