using System.Text.Json.Serialization;

namespace Slams.Diffusion.Ablation;

/// <summary>Describes a folder of priors.</summary>
public sealed record PriorManifest
{
    /// <summary>Version of this description that the software understands.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of this description.</summary>
    public required int Format { get; init; }

    /// <summary>SHA-256 of the autoencoder's files in the model that makes the latent space, by name.</summary>
    public required IReadOnlyDictionary<string, string> Autoencoder { get; init; }

    /// <summary>SHA-256 of each file by name, lower-case hex.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>What the latent space cannot represent of observations, measured on training states.</summary>
    public required IReadOnlyList<RepresentationError> Representation { get; init; }

    /// <summary>How the priors were trained.</summary>
    public required PriorTraining Training { get; init; }
}

/// <summary>Source-generated JSON for the manifest.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PriorManifest))]
internal sealed partial class PriorManifestJson : JsonSerializerContext;
