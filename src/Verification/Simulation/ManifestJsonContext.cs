using System.Text.Json.Serialization;

namespace Slams.Verification.Simulation;

/// <summary>Serialisers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SimulationManifest))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;
