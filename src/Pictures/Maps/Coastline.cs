using System.Text.Json;
using Slams.Pictures.Projections;

namespace Slams.Pictures.Maps;

/// <summary>The coast of the map page: the land-sea mask of the bundled model's world, as coarse as its grid.</summary>
public static class Coastline
{
    private static readonly Lazy<IReadOnlyList<IReadOnlyList<GeoPoint>>> Loaded = new(Load);

    /// <summary>Its lines.</summary>
    public static IReadOnlyList<IReadOnlyList<GeoPoint>> Lines => Loaded.Value;

    private static GeoPoint[][] Load()
    {
        using var stream = typeof(Coastline).Assembly.GetManifestResourceStream("coastline.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("lines").EnumerateArray().Select(Line)];

        // Hundredths of a degree, longitude before latitude.
        static GeoPoint[] Line(JsonElement numbers) =>
            [.. numbers.EnumerateArray().Select(number => number.GetInt32() / 100.0).Chunk(2).Select(pair => new GeoPoint(pair[1], pair[0]))];
    }
}
