using System.Text.Json.Serialization;
using Slams.Core.Grids;

namespace Slams.Publisher.Notifications;

/// <summary>A WIS2 notification message.</summary>
internal sealed record WisMessage
{
    public required Guid Id { get; init; }

    public string[] ConformsTo { get; } = ["http://wis.wmo.int/spec/wnm/1/conf/core"];

    public string Type { get; } = "Feature";

    public required WisGeometry Geometry { get; init; }

    public required WisProperties Properties { get; init; }

    public required IReadOnlyList<WisLink> Links { get; init; }
}

/// <summary>What is announced.</summary>
internal sealed record WisProperties
{
    [JsonPropertyName("data_id")]
    public required string DataId { get; init; }

    public required DateTime Pubtime { get; init; }

    public required DateTime Datetime { get; init; }

    public required WisIntegrity Integrity { get; init; }

    public required int Revision { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Failure { get; init; }
}

/// <summary>Checksum of the file, base64.</summary>
internal sealed record WisIntegrity(string Method, string Value);

/// <summary>Where it is.</summary>
internal sealed record WisLink(string Href, string Rel, string Type, int Length);

/// <summary>The area, a polygon in degrees east and north.</summary>
internal sealed record WisGeometry(string Type, double[][][] Coordinates)
{
    /// <summary>The edges of a grid's cells; a grid that goes round is given from -180 to 180.</summary>
    public static WisGeometry Of(StateGrid grid)
    {
        var latitudes = CellEdges.OfLatitudes(grid.Horizontal.LatitudesDegrees);
        var longitudes = CellEdges.OfCoordinates(grid.Horizontal.LongitudesDegrees);
        var (south, north) = (Math.Min(latitudes[0], latitudes[^1]), Math.Max(latitudes[0], latitudes[^1]));
        var (west, east) = (longitudes[0], longitudes[^1]);
        if (east - west > 359.9)
        {
            (west, east) = (-180, 180);
        }

        return new WisGeometry("Polygon", [[[west, south], [east, south], [east, north], [west, north], [west, south]]]);
    }
}

/// <summary>Source-generated JSON of the messages.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WisMessage))]
internal sealed partial class WisJson : JsonSerializerContext;
