using System.Text.Json.Serialization;

namespace Slams.Publisher.Edr.Documents;

/// <summary>What a kind of query takes and gives.</summary>
internal sealed record DataQueryVariables(
    string Title, string Description,
    [property: JsonPropertyName("query_type")] string QueryType,
    [property: JsonPropertyName("output_formats")] IReadOnlyList<string> OutputFormats,
    [property: JsonPropertyName("default_output_format")] string DefaultOutputFormat,
    [property: JsonPropertyName("crs_details")] IReadOnlyList<CrsDetails> CrsDetails);
