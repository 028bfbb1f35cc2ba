using Slams.Formats.Stations.Bulletins;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Metar;

/// <summary>Headings and beginnings of METAR reports.</summary>
internal sealed class MetarReports(MetarReader reader) : IReportParser<StationItem>
{
    private int _correction;

    /// <summary>Whether a line begins with station and time of a report, with or without its name before them.</summary>
    public static bool IsReport(ReadOnlySpan<byte> line)
    {
        var groups = new Groups(line);
        if (!groups.MoveNext())
        {
            return false;
        }

        var named = MetarGroups.IsName(groups.Current);
        if (named && !groups.MoveNext())
        {
            return false;
        }

        if (named && MetarGroups.Correction(groups.Current) > 0 && !groups.MoveNext())
        {
            return false;
        }

        if (!MetarGroups.IsStation(groups.Current) || !groups.MoveNext())
        {
            return false;
        }

        return MetarGroups.IsTime(groups.Current)
            || (MetarGroups.Correction(groups.Current) > 0 && groups.MoveNext() && MetarGroups.IsTime(groups.Current));
    }

    /// <inheritdoc/>
    public int HeadingLength(ReadOnlySpan<byte> line)
    {
        if (BulletinHeading.TryParse(line, out _) || IsDate(line, out _))
        {
            return line.Length;
        }

        var groups = new Groups(line);
        return groups.MoveNext() && MetarGroups.IsName(groups.Current)
            && (!groups.MoveNext() || (MetarGroups.Correction(groups.Current) > 0 && !groups.MoveNext()))
            ? line.Length
            : 0;
    }

    /// <inheritdoc/>
    public void TakeHeading(ReadOnlySpan<byte> line)
    {
        if (BulletinHeading.TryParse(line, out var correction))
        {
            _correction = correction;
        }
        else if (IsDate(line, out var date))
        {
            reader.Reference.Set(date);
        }
    }

    /// <inheritdoc/>
    public bool BeginsReport(ReadOnlySpan<byte> line)
    {
        var groups = new Groups(line);
        return groups.MoveNext() && (MetarGroups.IsName(groups.Current) || IsReport(line));
    }

    /// <inheritdoc/>
    public StationItem Parse(ReadOnlySpan<byte> report, long number, out int length) =>
        reader.Read(report, number, _correction, null, out length);

    /// <inheritdoc/>
    public StationItem Unreadable(long record, string reason, ReadOnlySpan<byte> raw) => reader.Unreadable(record, reason, raw);

    /// <summary><c>2020/10/01 05:53</c>, with nothing behind it: a list by the hour begins each report so.</summary>
    private static bool IsDate(ReadOnlySpan<byte> line, out DateTimeOffset date)
    {
        date = default;
        return line.Length >= 16 && line[4] == '/' && line[7] == '/' && line[10] == ' ' && line[13] == ':' && Groups.IsBlank(line[16..])
            && Utf8Time.TryDigits(line[..4], out var year) && Utf8Time.TryDigits(line[5..7], out var month)
            && Utf8Time.TryDigits(line[8..10], out var day) && Utf8Time.TryDigits(line[11..13], out var hour)
            && Utf8Time.TryDigits(line[14..16], out var minute) && Utf8Time.TryMake(year, month, day, hour, minute, 0, out date);
    }
}
