using System.Globalization;
using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Edr.Documents;

/// <summary>Describes the one collection there is, from the cycles that have fields.</summary>
internal static class CollectionBuilder
{
    /// <summary>Name of the collection.</summary>
    public const string Id = "analysis";

    private const string Wgs84 =
        "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
        + "UNIT[\"degree\",0.0174532925199433],AXIS[\"Longitude\",EAST],AXIS[\"Latitude\",NORTH]]";

    private const string Time = "TIMECRS[\"DateTime\",TDATUM[\"Gregorian Calendar\"],CS[TemporalDateTime,1],AXIS[\"Time (T)\",future]]";

    private const string Pressure =
        "VERTCRS[\"Pressure\",VDATUM[\"Mean sea level\"],CS[vertical,1],AXIS[\"Pressure (P)\",down],PRESSUREUNIT[\"hPa\",100]]";

    /// <summary>The collection at <paramref name="root"/>, the absolute address of the service; null before the first analysis.</summary>
    public static CollectionDocument? Build(AnalysisStore store, EdrParameters parameters, string root)
    {
        var cycles = store.Cycles.Where(cycle => cycle.Grid.HasFields).ToList();
        if (cycles.Count == 0)
        {
            return null;
        }

        var self = $"{root}/collections/{Id}";
        var times = cycles.Select(cycle => cycle.Cycle.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).ToArray();
        var levels = cycles[^1].Grid.PressureLevelsPa.Select(pascal => (pascal / 100).ToString(CultureInfo.InvariantCulture)).ToArray();
        return new CollectionDocument(
            Id, "Ensemble analyses of air temperature",
            "Air temperature on pressure levels with its spread, analysed from station and satellite observations.",
            ["air temperature", "analysis", "ensemble", "data assimilation"],
            [new EdrLink(self, "self", "application/json"), new EdrLink(self, "collection", "application/json")],
            new Extent(
                new SpatialExtent([[-180, -90, 180, 90]], Wgs84),
                new TemporalExtent([[times[0], times[^1]]], times, Time),
                new VerticalExtent([[levels[0], levels[^1]]], levels, Pressure)),
            new SortedDictionary<string, DataQuery>(StringComparer.Ordinal)
            {
                ["position"] = Query(self, "position", "Interpolated to POINT or MULTIPOINT."),
                ["area"] = Query(self, "area", "Points of the grid within POLYGON or MULTIPOLYGON; interpolated where there are fewer than four."),
                ["cube"] = Query(self, "cube", "Points of the grid within a box; interpolated where there are fewer than four."),
            },
            ["CRS84"], Formats, parameters.All.ToDictionary(parameter => parameter.Name, ParameterDocument.Of, StringComparer.Ordinal));
    }

    private static string[] Formats => [.. EdrFormat.All.Select(format => format.Name)];

    private static DataQuery Query(string self, string type, string description) => new(new DataQueryLink(
        $"{self}/{type}", "data",
        new DataQueryVariables($"Query by {type}", description, type, Formats, Formats[0], [new CrsDetails("CRS84", Wgs84)])));
}
