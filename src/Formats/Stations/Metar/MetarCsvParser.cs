using Slams.Formats.Stations.Csv;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Metar;

/// <summary>Reads the lines of a CSV of raw METARs. Its decoded columns are not used: the raw text has the same, mostly in finer steps.</summary>
internal sealed class MetarCsvParser(string source, MetarCsvHeader header, MetarReader reader)
{
    /// <summary>Reads one line.</summary>
    public StationItem Parse(ReadOnlySpan<byte> line, long number)
    {
        var fields = new CsvFields(line);
        var raw = ReadOnlySpan<byte>.Empty;
        double? latitude = null, longitude = null, elevation = null;
        DateTimeOffset? time = null;
        var count = 0;
        for (; fields.MoveNext(); count++)
        {
            raw = count == header.Raw ? fields.Current : raw;
            latitude = count == header.Latitude ? Number(fields.Current) : latitude;
            longitude = count == header.Longitude ? Number(fields.Current) : longitude;
            elevation = count == header.Elevation ? Number(fields.Current) : elevation;
            time = count == header.Time ? Time(fields.Current) : time;
        }

        if (fields.Broken || count != header.Count)
        {
            return LineStations.Unreadable(
                source, number, fields.Broken ? "A quoted field does not end." : $"The line has {count} fields, the header {header.Count}.", line);
        }

        if (time is { } stamp)
        {
            reader.Reference.Set(stamp);
        }

        var position = latitude is { } north && longitude is { } east ? new StationPosition(north, east, elevation) : null;
        var item = reader.Read(raw, number, 0, position, out var length);
        return item.Unreadable is null && length == raw.Length ? item
            : LineStations.Unreadable(source, number, item.Unreadable?.Reason ?? "The raw text holds more than one report.", line);
    }

    private static double? Number(ReadOnlySpan<byte> field) =>
        Utf8Number.TryParse(field, out var value) && double.IsFinite(value) ? value : null;

    private static DateTimeOffset? Time(ReadOnlySpan<byte> field) =>
        Utf8Time.TryParseIso(field, out var time) ? time
        : Utf8Number.TryParse(field, out var seconds) && seconds is > 0 and < 250_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
        : null;
}
