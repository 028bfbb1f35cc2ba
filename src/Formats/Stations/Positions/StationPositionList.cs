using System.Globalization;
using System.IO.Compression;
using System.Text;
using Slams.Formats.Stations.Csv;

namespace Slams.Formats.Stations.Positions;

/// <summary>
/// Lists of stations as CSV with a header, plain or gzipped: one or more columns of identifiers (<c>station_id</c>,
/// <c>wigos_station_identifier</c>, <c>traditional_station_identifier</c>, <c>icao</c>), <c>latitude</c>, <c>longitude</c> and,
/// where there is one, <c>elevation_m</c> or <c>elevation</c>; other columns are ignored. Of two lines of a station the first counts.
/// </summary>
public static class StationPositionList
{
    private static readonly string[]
        Identifiers = ["station_id", "wigos_station_identifier", "traditional_station_identifier", "icao", "icao_id"],
        Latitudes = ["latitude", "lat"],
        Longitudes = ["longitude", "lon"],
        Elevations = ["elevation_m", "elevation", "elev"];

    /// <summary>Reads a list.</summary>
    /// <exception cref="InvalidDataException">It is none, or a line cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, StationPosition> Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a list from a stream, which must seek.</summary>
    internal static Dictionary<string, StationPosition> Read(Stream stream, string name)
    {
        Span<byte> magic = stackalloc byte[2];
        var zipped = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        stream.Position = 0;
        using var reader = new StreamReader(zipped ? new GZipStream(stream, CompressionMode.Decompress) : stream, Encoding.UTF8);
        var columns = Columns.Of(reader.ReadLine() ?? "")
            ?? throw new InvalidDataException($"'{name}' is no list of stations: its first line names no identifier, latitude and longitude.");
        var positions = new Dictionary<string, StationPosition>(StringComparer.Ordinal);
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length > 0 && !TryAdd(text, columns, positions))
            {
                throw new InvalidDataException($"'{name}' line {line}: '{text}' is no station with a position.");
            }
        }

        return positions;
    }

    private static bool TryAdd(string line, Columns columns, Dictionary<string, StationPosition> positions)
    {
        var cells = new List<string>();
        var fields = new CsvFields(Encoding.UTF8.GetBytes(line));
        while (fields.MoveNext())
        {
            cells.Add(Encoding.UTF8.GetString(fields.Current));
        }

        if (fields.Broken || cells.Count != columns.Count
            || !Number(cells[columns.Latitude], 90, out var latitude) || !Number(cells[columns.Longitude], 360, out var longitude))
        {
            return false;
        }

        double? elevation = columns.Elevation >= 0 && Number(cells[columns.Elevation], 10_000, out var metres) ? metres : null;
        var ids = columns.Ids.Select(column => cells[column]).Where(id => id.Length > 0).ToList();
        ids.ForEach(id => positions.TryAdd(id, new StationPosition(latitude, longitude, elevation)));
        return ids.Count > 0;
    }

    private static bool Number(string text, double limit, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= limit;

    private sealed record Columns(int Count, int[] Ids, int Latitude, int Longitude, int Elevation)
    {
        public static Columns? Of(string header)
        {
            var names = header.Split(',').Select(name => name.Trim().Trim('"').ToLowerInvariant()).ToList();
            int[] ids = [.. Enumerable.Range(0, names.Count).Where(column => Identifiers.Contains(names[column]))];
            var columns = new Columns(names.Count, ids, Find(Latitudes), Find(Longitudes), Find(Elevations));
            return ids.Length == 0 || columns.Latitude < 0 || columns.Longitude < 0 ? null : columns;

            int Find(string[] of) => names.FindIndex(of.Contains);
        }
    }
}
