using System.Text.Json.Nodes;
using Slams.Core.Analyses;
using Slams.Core.Grids;

namespace Slams.Formats.Zarr;

/// <summary>The arrays of a store of analyses: two sharded fields, coordinates, and what is known of each time.</summary>
/// <param name="Grid">Grid of the fields.</param>
/// <param name="Times">Number of times.</param>
/// <param name="ShardTimes">Times in a shard.</param>
/// <param name="Checksummed">Whether chunks end with their checksum: those of stores begun by earlier versions do not.</param>
internal sealed record ZarrLayout(StateGrid Grid, int Times, int ShardTimes, bool Checksummed)
{
    /// <summary>Times in a chunk of what has one value for each time: a store of seven years of six-hourly cycles has one such chunk.</summary>
    public const int TimeChunk = 10_240;

    /// <summary>Name of the array of revisions.</summary>
    public const string RevisionName = "revision";

    /// <summary>Number of dimensions of the fields.</summary>
    public const int FieldDimensions = 4;

    private const string MeanName = "air_temperature", SpreadName = "air_temperature_spread";
    private const string RunId = "run_id", ModelHash = "model_sha256", ConfigurationHash = "configuration_sha256", Seed = "seed", Members = "ensemble_size";
    private static readonly string[] Space = ["time", "plev", "lat", "lon"];

    /// <summary>Names of the fields.</summary>
    public static IReadOnlyList<string> FieldNames { get; } = [MeanName, SpreadName];

    /// <summary>Ensemble mean.</summary>
    public ZarrArray Mean => Field(MeanName, "air temperature, ensemble mean", "mean");

    /// <summary>Ensemble spread.</summary>
    public ZarrArray Spread => Field(SpreadName, "air temperature, ensemble standard deviation (n-1)", "standard_deviation");

    /// <summary>Times of the cycles, with gaps as cycles that are missing.</summary>
    public ZarrArray Time => PerTime("time", "int64", 0, new JsonObject
    {
        ["standard_name"] = "time",
        ["units"] = "seconds since 1970-01-01 00:00:00",
        ["calendar"] = "standard",
        ["axis"] = "T",
    });

    /// <summary>Revision of each time's analysis; see <see cref="ZarrRevisions"/> for what has none.</summary>
    public ZarrArray Revision => PerTime(RevisionName, "int32", ZarrRevisions.None, new JsonObject
    {
        ["long_name"] = "revision of the analysis",
        ["comment"] = "-1: no analysis of this time; -2: it failed; -3: it was removed, being older than what is kept",
    });

    private ZarrArray Pressure => Coordinate("plev", Grid.PressureLevelsPa.Count, "air_pressure", "Pa", "Z", ("positive", "down"));

    private ZarrArray Latitude => Coordinate("lat", Grid.Horizontal.Rows, "latitude", "degrees_north", "Y");

    private ZarrArray Longitude => Coordinate("lon", Grid.Horizontal.Columns, "longitude", "degrees_east", "X");

    /// <summary>All of them.</summary>
    public IReadOnlyList<ZarrArray> Arrays => [Mean, Spread, Time, Revision, Pressure, Latitude, Longitude];

    /// <summary>The coordinates that never change, with their values.</summary>
    public IEnumerable<(ZarrArray Array, double[] Values)> Coordinates =>
    [
        (Pressure, [.. Grid.PressureLevelsPa]), (Latitude, [.. Grid.Horizontal.LatitudesDegrees]), (Longitude, [.. Grid.Horizontal.LongitudesDegrees]),
    ];

    /// <summary>The group's document, with the metadata of every array in it: a reader needs one request.</summary>
    /// <param name="origin">Where the time axis begins.</param>
    /// <param name="provenance">That of the cycle added last.</param>
    /// <param name="same">The cycles that have it but for their revision.</param>
    /// <param name="firstKept">Index of the first cycle that retention has kept; null where it has removed none.</param>
    public JsonObject Group(ZarrOrigin origin, AnalysisProvenance provenance, ZarrSpan same, long? firstKept)
    {
        var attributes = new JsonObject
        {
            ["Conventions"] = "CF-1.11",
            ["title"] = $"Ensemble analyses of air temperature, run {provenance.RunId}",
            ["source"] = $"SLAMS {provenance.SoftwareVersion}, model {provenance.ModelId}",
            [RunId] = provenance.RunId,
            [ModelHash] = provenance.ModelHash,
            [ConfigurationHash] = provenance.ConfigurationHash,
            [Seed] = provenance.Seed,
            [Members] = provenance.Members,
            [ZarrSpan.Attribute] = same.ToJson(),
            ["first_cycle_index"] = origin.CycleIndex,
            ["first_time"] = origin.TimeSeconds,
            ["interval_seconds"] = origin.IntervalSeconds,
        };
        if (firstKept is { } index)
        {
            attributes[ZarrRetention.Attribute] = index;
        }

        return new JsonObject
        {
            ["zarr_format"] = 3,
            ["node_type"] = "group",
            ["attributes"] = attributes,
            ["consolidated_metadata"] = new JsonObject
            {
                ["kind"] = "inline",
                ["must_understand"] = false,
                ["metadata"] = new JsonObject(Arrays.Select(array => KeyValuePair.Create<string, JsonNode?>(array.Name, array.Metadata()))),
            },
        };
    }

    /// <summary>Whether the attributes of a group are those of a run, model and settings.</summary>
    public static bool IsSameRun(JsonNode attributes, AnalysisProvenance provenance) =>
        ((string?)attributes[RunId], (string?)attributes[ModelHash], (string?)attributes[ConfigurationHash], (long?)attributes[Seed], (int?)attributes[Members])
        == (provenance.RunId, provenance.ModelHash, provenance.ConfigurationHash, provenance.Seed, provenance.Members);

    private ZarrArray Field(string name, string longName, string overMembers)
    {
        int[] cells = [Grid.PressureLevelsPa.Count, Grid.Horizontal.Rows, Grid.Horizontal.Columns];
        return new ZarrArray(name, "float32", Space, [Times, .. cells], [ShardTimes, .. cells], [1, .. cells], "NaN", Checksummed, new JsonObject
        {
            ["standard_name"] = "air_temperature",
            ["long_name"] = longName,
            ["units"] = "K",
            ["cell_methods"] = $"time: point realization: {overMembers}",
        });
    }

    private ZarrArray PerTime(string name, string type, int fill, JsonObject attributes) =>
        new(name, type, ["time"], [Times], [TimeChunk], null, fill, Checksummed, attributes);

    private ZarrArray Coordinate(string name, int length, string standardName, string units, string axis, params (string Key, string Value)[] more)
    {
        var attributes = new JsonObject { ["standard_name"] = standardName, ["units"] = units, ["axis"] = axis };
        foreach (var (key, value) in more)
        {
            attributes[key] = value;
        }

        return new ZarrArray(name, "float64", [name], [length], [length], null, "NaN", Checksummed, attributes);
    }
}
