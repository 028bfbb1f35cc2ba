using System.Text.Json.Serialization;

namespace Slams.Publisher.Edr.Documents;

/// <summary>A collection: what there is, and how to ask for it (OGC 19-086r6, 8.1).</summary>
internal sealed record CollectionDocument(
    string Id, string Title, string Description, IReadOnlyList<string> Keywords, IReadOnlyList<EdrLink> Links, Extent Extent,
    [property: JsonPropertyName("data_queries")] IReadOnlyDictionary<string, DataQuery> DataQueries,
    IReadOnlyList<string> Crs,
    [property: JsonPropertyName("output_formats")] IReadOnlyList<string> OutputFormats,
    [property: JsonPropertyName("parameter_names")] IReadOnlyDictionary<string, ParameterDocument> ParameterNames);
