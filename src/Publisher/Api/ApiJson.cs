using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slams.Publisher.Api;

/// <summary>Generated serialisers of the API's documents.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CycleList))]
[JsonSerializable(typeof(CycleDocument))]
[JsonSerializable(typeof(CycleListItem))]
[JsonSerializable(typeof(StationList))]
[JsonSerializable(typeof(RevisionList))]
[JsonSerializable(typeof(StatusDocument))]
internal sealed partial class ApiJson : JsonSerializerContext;
