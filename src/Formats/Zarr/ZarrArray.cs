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
/// <param name="Attributes">CF attributes.</param>
internal sealed record ZarrArray(
    string Name, string Type, string[] Dimensions, int[] Shape, int[] Chunk, int[]? Inner, JsonNode FillValue, JsonObject Attributes)
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
        ["codecs"] = Inner is null ? Packed() : new JsonArray(Sharded(Inner)),
        ["attributes"] = Attributes.DeepClone(),
        ["dimension_names"] = new JsonArray([.. Dimensions.Select(name => (JsonNode)name)]),
    };

    /// <summary>Key of a chunk that lies at the beginning of all dimensions but the first.</summary>
    public string ChunkKey(int first) => $"{Name}/c/{first}{string.Concat(Enumerable.Repeat("/0", Shape.Length - 1))}";

    private static JsonObject Sharded(int[] inner) => Named("sharding_indexed", new JsonObject
    {
        ["chunk_shape"] = Numbers(inner),
        ["codecs"] = Packed(),
        ["index_codecs"] = new JsonArray(Bytes(), new JsonObject { ["name"] = "crc32c" }),
        ["index_location"] = "end",
    });

    private static JsonArray Packed() =>
        new(Bytes(), Named("zstd", new JsonObject { ["level"] = ZarrFields.Level, ["checksum"] = false }));

    private static JsonObject Bytes() => Named("bytes", new JsonObject { ["endian"] = "little" });

    private static JsonObject Named(string name, JsonObject configuration) => new() { ["name"] = name, ["configuration"] = configuration };

    private static JsonArray Numbers(int[] values) => new([.. values.Select(value => (JsonNode)value)]);
}
