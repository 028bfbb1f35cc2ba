using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Synop;

/// <summary>Values of one SYNOP report, gathered group by group.</summary>
/// <param name="time">Its time, with the unit of the wind.</param>
internal struct SynopValues(SynopTime time)
{
    private const int AfterSections = 9;
    private double? _inSection1, _inSection3;
    private bool _dry;

    /// <summary>Whether five digits are the number of a station on the list.</summary>
    public delegate bool StationTest(ReadOnlySpan<byte> number);

    /// <summary>Air temperature in K.</summary>
    public double? AirTemperatureK { get; private set; }

    /// <summary>Dew point in K.</summary>
    public double? DewPointK { get; private set; }

    /// <summary>Pressure at the station in Pa.</summary>
    public double? SurfacePressurePa { get; private set; }

    /// <summary>Degrees; null when calm or variable.</summary>
    public double? WindFromDirectionDegrees { get; private set; }

    /// <summary>Speed in m/s.</summary>
    public double? WindSpeedMetresPerSecond { get; private set; }

    /// <summary>Precipitation of six hours in mm.</summary>
    public readonly double? Precipitation6hMm => _inSection1 ?? _inSection3 ?? (_dry && time.IsMainHour ? 0 : null);

    /// <summary>Reads what follows station, time and position.</summary>
    /// <param name="groups">Stands before it.</param>
    /// <param name="isStation">Tells stations, where the next report may be found by its number; null where it cannot.</param>
    /// <param name="next">Where another report begins; null when none does.</param>
    /// <returns>Whether the two groups are there that every report has.</returns>
    public bool Read(ref Groups groups, StationTest? isStation, out int? next)
    {
        next = null;
        if (!groups.MoveNext() || !SynopGroups.IsCoded(groups.Current))
        {
            return false;
        }

        // 3: amount zero, left out. 4: not measured, left out.
        _dry = groups.Current[0] == '3';
        if (!groups.MoveNext() || !SynopGroups.IsCoded(groups.Current))
        {
            return false;
        }

        TakeWind(ref groups);
        var (section, last, radiation) = (1, -1, false);
        while (groups.MoveNext())
        {
            var group = groups.Current;
            if (Section(group, section) is > 0 and var begun)
            {
                (section, last, radiation) = (begun, -1, false);
                continue;
            }

            if (!SynopGroups.IsCoded(group) || group[0] == '/' || section is not (1 or 3))
            {
                continue;
            }

            var indicator = group[0] - '0';
            if (indicator < last && !radiation && groups.BeginsLine && isStation is not null && BeginsReport(group, groups.Peek()) && isStation(group))
            {
                // The end of this report was lost: indicators never fall within a section.
                next = groups.Start;
                return true;
            }

            if (section == 1 && indicator > last)
            {
                TakeSection1(indicator, group);
            }
            else if (section == 3)
            {
                TakeSection3(indicator, group, ref radiation);
            }

            last = radiation ? last : Math.Max(last, indicator);
        }

        return true;
    }

    /// <summary>The section that a group begins, 0 for other groups.</summary>
    private static int Section(ReadOnlySpan<byte> group, int current) =>
        group.SequenceEqual("333"u8) ? 3
        : group.SequenceEqual("444"u8) || group.SequenceEqual("555"u8) ? AfterSections
        // Sea: temperature and waves, in groups numbered from 0 again. No dew point has a sign of 2.
        : current == 1 && group.Length == 5 && group.StartsWith("222"u8) ? 2
        : 0;

    private static bool BeginsReport(ReadOnlySpan<byte> number, ReadOnlySpan<byte> following) =>
        Characters.AreDigits(number) && SynopGroups.IsCoded(following) && following[0] is >= (byte)'/' and <= (byte)'4'
        && following[1] is >= (byte)'/' and <= (byte)'7' and not (byte)'0';

    private void TakeWind(ref Groups groups)
    {
        var group = groups.Current;
        if (!Utf8Time.TryDigits(group[3..], out var speed))
        {
            return;
        }

        WindFromDirectionDegrees = SynopGroups.WindDirection(group);
        if (speed == 99 && groups.Peek() is [(byte)'0', (byte)'0', _, _, _] && Utf8Time.TryDigits(groups.Peek()[2..], out var more))
        {
            speed = more;
            groups.MoveNext();
        }

        WindSpeedMetresPerSecond = time.WindUnit is { } unit ? Math.Round(speed * unit, 2) : null;
    }

    private void TakeSection1(int indicator, ReadOnlySpan<byte> group)
    {
        switch (indicator)
        {
            case 1:
                AirTemperatureK = SynopGroups.Kelvin(group);
                break;
            case 2:
                DewPointK = SynopGroups.Kelvin(group);
                break;
            case 3:
                SurfacePressurePa = SynopGroups.Pascal(group);
                break;
            case 6:
                _inSection1 = SynopGroups.Precipitation6hMm(group);
                break;
        }
    }

    /// <param name="indicator">The number of the group.</param>
    /// <param name="group">The group.</param>
    /// <param name="radiation">
    /// Whether groups of radiation may follow, numbered 0 to 6: those after sunshine, 55SSS. Of two groups 6 the second is precipitation.
    /// </param>
    private void TakeSection3(int indicator, ReadOnlySpan<byte> group, ref bool radiation)
    {
        radiation = group.StartsWith("55"u8) || (radiation && indicator <= 6);
        if (indicator == 6)
        {
            _inSection3 = SynopGroups.Precipitation6hMm(group);
        }
    }
}
