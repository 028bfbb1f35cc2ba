using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>What the checks of a chain have found so far on one reading.</summary>
public struct ReadingVerdict
{
    private string? _reason;

    /// <summary>Starts from the flags that the reading already carries.</summary>
    public ReadingVerdict(StationReading reading)
    {
        Flag = reading.Flag;
        AirTemperatureFlag = reading.AirTemperatureFlag;
        PrecipitationFlag = reading.PrecipitationFlag;
        _reason = reading.FlagReason.Length == 0 ? null : reading.FlagReason;
    }

    /// <summary>Verdict on the report as a whole: position, time, repetition.</summary>
    public QualityFlag Flag { get; private set; }

    /// <summary>Verdict on the air temperature alone.</summary>
    public QualityFlag AirTemperatureFlag { get; private set; }

    /// <summary>Verdict on the precipitation alone.</summary>
    public QualityFlag PrecipitationFlag { get; private set; }

    /// <summary>All that was found.</summary>
    public ReadingFindings Findings { get; private set; }

    /// <summary>The reasons in words, in the order of the checks.</summary>
    public readonly string Reason => _reason ?? "";

    /// <summary>Whether the report as a whole passed so far and its temperature may be used.</summary>
    public readonly bool HasUsableAirTemperature =>
        Flag == QualityFlag.Assimilated && AirTemperatureFlag == QualityFlag.Assimilated;

    /// <summary>Whether the report as a whole passed so far and its precipitation may be used.</summary>
    public readonly bool HasUsablePrecipitation =>
        Flag == QualityFlag.Assimilated && PrecipitationFlag == QualityFlag.Assimilated;

    /// <summary>Notes something that does not decide a flag.</summary>
    public void Note(ReadingFindings finding) => Findings |= finding;

    /// <summary>Flags the report as a whole; the first check that does so decides the flag.</summary>
    public void FlagReading(QualityFlag flag, ReadingFindings finding, string reason)
    {
        Flag = First(Flag, flag);
        Record(finding, reason);
    }

    /// <summary>Flags the air temperature; the first check that does so decides the flag.</summary>
    public void FlagAirTemperature(QualityFlag flag, ReadingFindings finding, string reason)
    {
        AirTemperatureFlag = First(AirTemperatureFlag, flag);
        Record(finding, reason);
    }

    /// <summary>Flags the precipitation; the first check that does so decides the flag.</summary>
    public void FlagPrecipitation(QualityFlag flag, ReadingFindings finding, string reason)
    {
        PrecipitationFlag = First(PrecipitationFlag, flag);
        Record(finding, reason);
    }

    /// <summary>The reading with its final flags; the same object when nothing changed.</summary>
    public readonly StationReading ApplyTo(StationReading reading)
    {
        // A report that is bad as a whole takes its values with it, so that looking at a value's flag alone is safe.
        var temperature = First(AirTemperatureFlag, Flag);
        var precipitation = First(PrecipitationFlag, Flag);
        var whole = Flag != QualityFlag.Assimilated ? Flag
            : temperature == QualityFlag.Assimilated || precipitation == QualityFlag.Assimilated ? QualityFlag.Assimilated
            : (QualityFlag)Math.Max((int)temperature, (int)precipitation);
        return whole == reading.Flag && temperature == reading.AirTemperatureFlag && precipitation == reading.PrecipitationFlag
            ? reading
            : reading with { Flag = whole, AirTemperatureFlag = temperature, PrecipitationFlag = precipitation, FlagReason = Reason };
    }

    private static QualityFlag First(QualityFlag earlier, QualityFlag later) => earlier == QualityFlag.Assimilated ? later : earlier;

    private void Record(ReadingFindings finding, string reason)
    {
        Findings |= finding;
        if (reason.Length > 0)
        {
            _reason = _reason is null ? reason : _reason + "; " + reason;
        }
    }
}
