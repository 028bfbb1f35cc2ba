using System.Globalization;
using Slams.Core.Randomness;

namespace Slams.Verification.Simulation;

/// <summary>
/// Lists of sites as CSV with the columns <c>station_id,latitude,longitude,elevation_m</c>, plain or gzipped, and the choice
/// of a network from one.
/// </summary>
public static class SiteList
{
    private const string Header = "station_id,latitude,longitude,elevation_m";

    /// <summary>Reads a list.</summary>
    /// <exception cref="InvalidDataException">The header or a line is not of this form, or an identifier occurs twice.</exception>
    public static IReadOnlyList<Site> Read(string path)
    {
        using var reader = new StreamReader(GzipFile.OpenRead(path));
        return Read(reader, path);
    }

    /// <summary>Reads a list from text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">Name of the list for messages.</param>
    public static IReadOnlyList<Site> Read(TextReader reader, string name)
    {
        if (reader.ReadLine() is not Header)
        {
            throw new InvalidDataException($"'{name}' is not a list of sites: its first line must be '{Header}'.");
        }

        var sites = new List<Site>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            var cells = text.Split(',');
            if (cells.Length != 4 || cells[0].Length == 0 || !Number(cells[1], 90, out var latitude)
                || !Number(cells[2], 360, out var longitude) || !(cells[3].Length == 0 | Number(cells[3], 10_000, out var elevation)))
            {
                throw new InvalidDataException($"'{name}' line {line}: '{text}' is not '{Header}'.");
            }

            if (!seen.Add(cells[0]))
            {
                throw new InvalidDataException($"'{name}' line {line}: station '{cells[0]}' occurs twice.");
            }

            sites.Add(new Site(cells[0], latitude, longitude, cells[3].Length == 0 ? null : elevation));
        }

        return sites;
    }

    /// <summary>Writes a list to a file, gzipped when its name ends with <c>.gz</c>.</summary>
    public static void Write(string path, IEnumerable<Site> sites)
    {
        using var writer = new StreamWriter(GzipFile.Create(path));
        Write(writer, sites);
    }

    /// <summary>Writes a list.</summary>
    public static void Write(TextWriter writer, IEnumerable<Site> sites)
    {
        writer.Write(Header + "\n");
        foreach (var site in sites)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{site.StationId},{site.LatitudeDegrees:0.#####},{site.LongitudeDegrees:0.#####},{site.ElevationMetres:0.#}\n"));
        }
    }

    /// <summary>
    /// Draws a network: the sites whose hash of seed and identifier is smallest, sorted by identifier. A larger network of
    /// the same seed contains the smaller one, whatever the order of the list.
    /// </summary>
    public static IReadOnlyList<Site> Draw(IReadOnlyList<Site> sites, int count, ulong seed)
    {
        if (sites.Count < count)
        {
            throw new ArgumentException($"{count} sites are wanted, the list has {sites.Count}.", nameof(count));
        }

        return [.. sites
            .OrderBy(site => CounterRandom.Uniform(seed, Streams.Sites, CounterRandom.SeedFrom(site.StationId)))
            .ThenBy(site => site.StationId, StringComparer.Ordinal)
            .Take(count)
            .OrderBy(site => site.StationId, StringComparer.Ordinal)];
    }

    private static bool Number(string text, double limit, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= limit;
}
