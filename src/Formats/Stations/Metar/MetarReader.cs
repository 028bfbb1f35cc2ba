using Slams.Core.Observations;
using Slams.Formats.Stations.Bulletins;
using Slams.Formats.Stations.Positions;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Metar;

/// <summary>Makes readings of METAR and SPECI reports of one file.</summary>
internal sealed class MetarReader(string source, PositionSource positions, ReferenceTime reference)
{
    private readonly StationIdPool _ids = new();

    /// <summary>Month and year of the reports.</summary>
    public ReferenceTime Reference => reference;

    /// <summary>Reads one report.</summary>
    /// <param name="report">Its text.</param>
    /// <param name="number">Its line.</param>
    /// <param name="correction">Number of the correction that its bulletin is; 0 for none.</param>
    /// <param name="position">Where the station stands; null takes it from the list.</param>
    /// <param name="length">How much of the text is this report.</param>
    public StationItem Read(ReadOnlySpan<byte> report, long number, int correction, StationPosition? position, out int length)
    {
        length = report.Length;
        var groups = new Groups(report);
        if (Identify(ref groups, ref correction, out var id, out var time) is { } reason)
        {
            length = MetarValues.NextReport(new Groups(report)) ?? length;
            return Unreadable(number, reason, report[..length]);
        }

        var values = new MetarValues(time);
        var read = values.Read(ref groups, out var next);
        length = next ?? length;
        position ??= positions.Find(id);
        return read ? StationItem.Of(Reading(id, in values, position, Math.Max(correction, values.Correction), number))
            : Unreadable(number, "Nothing behind the time is of a METAR.", report[..length]);
    }

    /// <summary>The item of what cannot be read.</summary>
    public StationItem Unreadable(long record, string reason, ReadOnlySpan<byte> raw) => LineStations.Unreadable(source, record, reason, raw);

    /// <summary>Takes the groups up to the time; gives what is wrong with them.</summary>
    private string? Identify(ref Groups groups, ref int correction, out string id, out DateTimeOffset time)
    {
        (id, time) = ("", default);
        groups.MoveNext();
        if (MetarGroups.IsName(groups.Current))
        {
            groups.MoveNext();
        }

        correction = Math.Max(correction, TakeCorrection(ref groups));
        if (!MetarGroups.IsStation(groups.Current))
        {
            return "The text is no METAR: no location indicator at its beginning.";
        }

        id = _ids.Get(groups.Current)!;
        groups.MoveNext();
        correction = Math.Max(correction, TakeCorrection(ref groups));
        var stamp = groups.Current;
        if (!MetarGroups.IsTime(stamp))
        {
            return "The text is no METAR: no day, hour and minute behind the location indicator.";
        }

        Utf8Time.TryDigits(stamp[..2], out var day);
        Utf8Time.TryDigits(stamp[2..4], out var hour);
        Utf8Time.TryDigits(stamp[4..6], out var minute);
        return !reference.TryResolve(day, hour, minute, out time) ? "Day, hour or minute is impossible."
            : IsPeriod(groups.Peek()) ? "The text is a forecast, not a METAR."
            : null;
    }

    private StationReading Reading(string id, in MetarValues values, StationPosition? position, int correction, long number) => new()
    {
        StationId = id,
        Time = values.Time,
        LatitudeDegrees = position?.LatitudeDegrees,
        LongitudeDegrees = position?.LongitudeDegrees,
        ElevationMetres = position?.ElevationMetres,
        AirTemperatureK = values.AirTemperatureK,
        DewPointK = values.DewPointK,
        WindFromDirectionDegrees = values.WindFromDirectionDegrees,
        WindSpeedMetresPerSecond = values.WindSpeedMetresPerSecond,
        Precipitation6hMm = values.Precipitation6hMm,
        SurfacePressurePa = AltimeterSetting.StationPressurePa(values.AltimeterPa, position?.ElevationMetres),
        Correction = correction,
        Source = source,
        SourceRecord = number,
    };

    private static int TakeCorrection(ref Groups groups)
    {
        var correction = MetarGroups.Correction(groups.Current);
        if (correction > 0)
        {
            groups.MoveNext();
        }

        return correction;
    }

    /// <summary>Whether a group is the period of a forecast, <c>0106/0212</c>, which a TAF has where a METAR has the wind.</summary>
    private static bool IsPeriod(ReadOnlySpan<byte> group) =>
        group.Length == 9 && group[4] == '/' && Characters.AreDigits(group[..4]) && Characters.AreDigits(group[5..]);
}
