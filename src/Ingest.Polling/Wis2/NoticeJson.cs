using System.Text.Json.Serialization;

namespace Slams.Ingest.Polling.Wis2;

/// <summary>How notifications are read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Notice.Wire))]
internal sealed partial class NoticeJson : JsonSerializerContext;
