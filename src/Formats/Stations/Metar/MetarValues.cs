using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Metar;

/// <summary>Values of one METAR report, gathered group by group. Of two groups of a kind the first counts.</summary>
internal struct MetarValues(DateTimeOffset time)
{
    private double? _bodyTemperature, _bodyDewPoint, _preciseTemperature, _preciseDewPoint;
    private double? _inches, _hectopascals;
    private double? _sixHours, _day;

    /// <summary>Time of observation.</summary>
    public DateTimeOffset Time { get; } = time;

    /// <summary>Number of the correction that the report says it is.</summary>
    public int Correction { get; private set; }

    /// <summary>Air temperature in K.</summary>
    public readonly double? AirTemperatureK => _preciseTemperature ?? _bodyTemperature;

    /// <summary>Dew point in K. One rounded to a degree does not go with a temperature in tenths that it may exceed.</summary>
    public readonly double? DewPointK => _preciseDewPoint ?? (_preciseTemperature < _bodyDewPoint ? _preciseTemperature : _bodyDewPoint);

    /// <summary>Altimeter setting in Pa; that in hundredths of an inch is finer.</summary>
    public readonly double? AltimeterPa => _inches ?? _hectopascals;

    /// <summary>Degrees; null when variable or calm.</summary>
    public double? WindFromDirectionDegrees { get; private set; }

    /// <summary>Speed in m/s.</summary>
    public double? WindSpeedMetresPerSecond { get; private set; }

    /// <summary>
    /// Precipitation of six hours in mm. <c>6RRRR</c> covers six hours at 00, 06, 12 and 18 UTC and three hours in between; a day without
    /// any, <c>70000</c>, is six hours without any.
    /// </summary>
    public readonly double? Precipitation6hMm => !IsMainHour ? null : _sixHours ?? (_day == 0 ? 0 : null);

    // Reports of the hour are made in the ten minutes before it.
    private readonly bool IsMainHour => Time.AddMinutes(30).Hour % 6 == 0;

    /// <summary>Reads what follows the time.</summary>
    /// <param name="groups">Stands at the time.</param>
    /// <param name="next">Where another report begins; null when none does.</param>
    /// <returns>Whether anything of a METAR was there: a missing report (NIL) is.</returns>
    public bool Read(ref Groups groups, out int? next)
    {
        next = null;
        var (remarks, trend, known, first) = (false, false, false, true);
        var previous = groups.Start;
        while (groups.MoveNext())
        {
            var group = groups.Current;
            if (MetarGroups.IsTime(group) && !first && BeginsBody(groups.Peek()))
            {
                // The end of this report was lost, and another has begun with the group before. Remarks have times too, as of the next report.
                next = previous;
                return known;
            }

            (previous, first) = (groups.Start, false);
            if (group.SequenceEqual("NIL"u8) && !known)
            {
                return true;
            }

            remarks |= group.StartsWith("RMK"u8);
            trend |= group.SequenceEqual("TEMPO"u8) || group.SequenceEqual("BECMG"u8) || group.SequenceEqual("NOSIG"u8);
            known |= remarks || (!trend && TakeBody(group));
            if (remarks)
            {
                TakeRemark(group);
            }
        }

        return known;
    }

    /// <summary>Where in a text the next report begins whose station and time can be read; null when there is none behind the first group.</summary>
    public static int? NextReport(Groups groups)
    {
        groups.MoveNext();
        if (MetarGroups.IsName(groups.Current))
        {
            groups.MoveNext();
        }

        while (groups.MoveNext())
        {
            var ahead = groups;
            if (MetarGroups.IsStation(groups.Current) && ahead.MoveNext() && MetarGroups.IsTime(ahead.Current) && BeginsBody(ahead.Peek()))
            {
                return groups.Start;
            }
        }

        return null;
    }

    private static bool BeginsBody(ReadOnlySpan<byte> group) =>
        group.SequenceEqual("AUTO"u8) || group.SequenceEqual("NIL"u8) || MetarGroups.Correction(group) > 0 || MetarGroups.TryWind(group, out _, out _);

    private bool TakeBody(ReadOnlySpan<byte> group)
    {
        if (MetarGroups.TryWind(group, out var direction, out var speed))
        {
            (WindFromDirectionDegrees, WindSpeedMetresPerSecond) =
                WindSpeedMetresPerSecond is null ? (direction, speed) : (WindFromDirectionDegrees, WindSpeedMetresPerSecond);
            return true;
        }

        if (MetarGroups.TryTemperatures(group, out var temperature, out var dewPoint))
        {
            (_bodyTemperature, _bodyDewPoint) = _bodyTemperature is null ? (temperature, dewPoint) : (_bodyTemperature, _bodyDewPoint);
            return true;
        }

        if (MetarGroups.AltimeterPa(group) is { } altimeter)
        {
            _inches ??= group[0] == 'A' ? altimeter : null;
            _hectopascals ??= group[0] == 'Q' ? altimeter : null;
            return true;
        }

        if (MetarGroups.Correction(group) is > 0 and var correction)
        {
            Correction = correction;
            return true;
        }

        return group.SequenceEqual("AUTO"u8) || group.SequenceEqual("CAVOK"u8) || group.SequenceEqual("/////"u8);
    }

    private void TakeRemark(ReadOnlySpan<byte> group)
    {
        if (_preciseTemperature is null && MetarGroups.TryPreciseTemperatures(group, out var temperature, out var dewPoint))
        {
            (_preciseTemperature, _preciseDewPoint) = (temperature, dewPoint);
        }

        _sixHours ??= MetarGroups.AmountMm(group, (byte)'6');
        _day ??= MetarGroups.AmountMm(group, (byte)'7');
    }
}
