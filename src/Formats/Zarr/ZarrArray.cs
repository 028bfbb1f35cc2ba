using System.Text.Json.Nodes;

namespace Slams.Formats.Zarr;

/// <summary>Describes one array of a store, as its <c>zarr.json</c> has it (Zarr core specification, version 3).</summary>
/// <param name="Name">Name within the group.</param>
/// <param name="Type">Data type, for example <c>float32</c>.</param>
/// <param name="Dimensions">Names of the dimensions.</param>
/// <param name="Shape">Length of each.</param>
/// <param name="Chunk">Shape of a chunk; of a shard where <paramref name="Inner"/> is given.</param>
/// <param name="Inner">Shape of the chunks within a shard, or null.</param>
/// <param name="FillValue">What an absent chunk holds.</param>
/// <param name="Checksummed">Whether chunks end with their checksum.</param>
/// <param name="Attributes">CF attributes.</param>
internal sealed record ZarrArray(
    string Name, string Type, string[] Dimensions, int[] Shape, int[] Chunk, int[]? Inner, JsonNode FillValue, bool Checksummed, JsonObject Attributes)
{
    /// <summary>The metadata document.</summary>
    public JsonObject Metadata() => new()
    {
        ["zarr_format"] = 3,
        ["node_type"] = "array",
        ["shape"] = Numbers(Shape),
        ["data_type"] = Type,
        ["chunk_grid"] = Named("regular", new JsonObject { ["chunk_shape"] = Numbers(Chunk) }),
        ["chunk_key_encoding"] = Named("default", new JsonObject { ["separator"] = "/" }),
        ["fill_value"] = FillValue.DeepClone(),
        ["codecs"] = Codecs(),
        ["attributes"] = Attributes.DeepClone(),
        ["dimension_names"] = new JsonArray([.. Dimensions.Select(name => (JsonNode)name)]),
    };

    /// <summary>How its chunks are packed.</summary>
    public JsonArray Codecs() => Inner is null ? Packed() : new JsonArray(Sharded(Inner));

    /// <summary>Key of a chunk that lies at the beginning of all dimensions but the first.</summary>
    public string ChunkKey(int first) => ChunkKey(Name, Shape.Length, first);

    /// <summary>The same for an array of a name and number of dimensions.</summary>
    public static string ChunkKey(string name, int dimensions, int first) => $"{name}/c/{first}{string.Concat(Enumerable.Repeat("/0", dimensions - 1))}";

    private JsonObject Sharded(int[] inner) => Named("sharding_indexed", new JsonObject
    {
        ["chunk_shape"] = Numbers(inner),
        ["codecs"] = Packed(),
        ["index_codecs"] = new JsonArray(Bytes(), Checksum()),
        ["index_location"] = "end",
    });

    private JsonArray Packed()
    {
        var codecs = new JsonArray(Bytes(), Named("zstd", new JsonObject { ["level"] = ZarrFields.Level, ["checksum"] = false }));
        if (Checksummed)
        {
            codecs.Add((JsonNode)Checksum());
        }

        return codecs;
    }

    private static JsonObject Checksum() => new() { ["name"] = "crc32c" };

    private static JsonObject Bytes() => Named("bytes", new JsonObject { ["endian"] = "little" });

    private static JsonObject Named(string name, JsonObject configuration) => new() { ["name"] = name, ["configuration"] = configuration };

    private static JsonArray Numbers(int[] values) => new([.. values.Select(value => (JsonNode)value)]);
}
