using System.Globalization;
using Slams.Verification.Simulation;

namespace Slams.Verification.Samples;

/// <summary>
/// Makes a list of sites from decoded SYNOP reports, a CSV with at least the columns <c>wmo,lat,lon,elev_m</c>: every station
/// once, with a plausible position, under its WIGOS identifier.
/// </summary>
public static class SynopSiteList
{
    // Issuer 20000 stands for stations that had a WMO block and station number before 2016; see the WIGOS guide (WMO-No. 1165).
    private const string Issuer = "0-20000-0-";
    private static readonly string[] Columns = ["wmo", "lat", "lon", "elev_m"];

    /// <summary>Reads the stations of a file, sorted by identifier.</summary>
    /// <exception cref="InvalidDataException">A needed column is absent.</exception>
    public static IReadOnlyList<Site> FromReports(string path)
    {
        using var reader = new StreamReader(GzipFile.OpenRead(path));
        return FromReports(reader);
    }

    /// <summary>Reads the stations of a text; the first plausible position of a station counts.</summary>
    public static IReadOnlyList<Site> FromReports(TextReader reader)
    {
        var header = (reader.ReadLine() ?? "").Split(',');
        var columns = Array.ConvertAll(Columns, name => Array.IndexOf(header, name));
        if (columns.Contains(-1))
        {
            throw new InvalidDataException("The first line must name the columns wmo, lat, lon and elev_m.");
        }

        var sites = new SortedDictionary<string, Site>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (cells.Length == header.Length && Parse(Array.ConvertAll(columns, column => cells[column])) is { } site)
            {
                sites.TryAdd(site.StationId, site);
            }
        }

        return [.. sites.Values];
    }

    private static Site? Parse(string[] cells)
    {
        // Positions come from 32-bit fields; five decimals are a metre and take their noise away.
        if (!int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > 99_999
            || !double.TryParse(cells[1], CultureInfo.InvariantCulture, out var latitude)
            || !double.TryParse(cells[2], CultureInfo.InvariantCulture, out var longitude))
        {
            return null;
        }

        (latitude, longitude) = (Math.Round(latitude, 5), Math.Round(longitude, 5));
        if (Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180 || (latitude == 0 && longitude == 0))
        {
            return null;
        }

        double? elevation = double.TryParse(cells[3], CultureInfo.InvariantCulture, out var metres) && metres is > -500 and < 9000
            ? metres
            : null;
        return new Site(Issuer + number.ToString("00000", CultureInfo.InvariantCulture), latitude, longitude, elevation);
    }
}
