using System.Text;

namespace Slams.Formats.Stations.Metar;

/// <summary>Where the columns stand that a CSV of raw METARs is known by; -1 for those it lacks.</summary>
internal sealed record MetarCsvHeader
{
    private static readonly string[]
        Raws = ["raw_text", "rawob", "raw", "metar"],
        Stations = ["station_id", "station", "icao", "icaoid"],
        Times = ["observation_time", "unix_time", "valid"],
        Latitudes = ["latitude", "lat"],
        Longitudes = ["longitude", "lon"],
        Elevations = ["elevation_m", "elevation", "elev"];

    /// <summary>Number of columns.</summary>
    public required int Count { get; init; }

    /// <summary>Raw text of the report.</summary>
    public required int Raw { get; init; }

    /// <summary>Time of observation, ISO 8601 or seconds since 1970.</summary>
    public required int Time { get; init; }

    /// <summary>Degrees north.</summary>
    public required int Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public required int Longitude { get; init; }

    /// <summary>Elevation in m.</summary>
    public required int Elevation { get; init; }

    /// <summary>Reads a header; null when the line is none: it must name the raw text and the station.</summary>
    public static MetarCsvHeader? TryParse(ReadOnlySpan<byte> line)
    {
        if (line.Length > 4096 || !line.Contains((byte)','))
        {
            return null;
        }

        line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        var columns = Encoding.UTF8.GetString(line).Split(',').Select(field => field.Trim().Trim('"').ToLowerInvariant()).ToList();
        var raw = Find(Raws);
        return raw < 0 || Find(Stations) < 0 ? null : new MetarCsvHeader
        {
            Count = columns.Count,
            Raw = raw,
            Time = Find(Times),
            Latitude = Find(Latitudes),
            Longitude = Find(Longitudes),
            Elevation = Find(Elevations),
        };

        int Find(string[] names) => columns.FindIndex(names.Contains);
    }
}
