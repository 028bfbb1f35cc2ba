using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slams.Publisher.Edr.Documents;

/// <summary>Generated serialisers of the documents that describe the service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LandingPage))]
[JsonSerializable(typeof(Conformance))]
[JsonSerializable(typeof(CollectionList))]
[JsonSerializable(typeof(CollectionDocument))]
internal sealed partial class EdrJson : JsonSerializerContext;
