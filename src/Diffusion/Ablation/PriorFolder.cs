using System.Security.Cryptography;
using System.Text.Json;
using Slams.Diffusion.Model;

namespace Slams.Diffusion.Ablation;

/// <summary>A folder of priors on disk, checked against its manifest and against the model whose latent space it needs.</summary>
public sealed class PriorFolder
{
    /// <summary>Name of the manifest.</summary>
    public const string ManifestName = "ablation.json";

    private PriorFolder(string path, PriorManifest manifest, string hash) => (FolderPath, Manifest, Hash) = (path, manifest, hash);

    /// <summary>Files of a model that make its latent space.</summary>
    public static IReadOnlyList<string> AutoencoderFiles { get; } = [ModelFolder.Encoder, ModelFolder.Decoder, ModelFolder.DecoderAdjoint];

    /// <summary>Where it is.</summary>
    public string FolderPath { get; }

    /// <summary>What it says of itself.</summary>
    public PriorManifest Manifest { get; }

    /// <summary>SHA-256 of the manifest, which holds every other file's.</summary>
    public string Hash { get; }

    /// <summary>File of a space's network.</summary>
    public static string NetworkOf(PriorSpace space) => $"{space.ToString().ToLowerInvariant()}.onnx";

    /// <summary>File of a space's network with its adjoint.</summary>
    public static string AdjointOf(PriorSpace space) => $"{space.ToString().ToLowerInvariant()}-adjoint.onnx";

    /// <summary>Opens and checks a folder.</summary>
    /// <exception cref="InvalidDataException">Something is missing, damaged, of a later format, or made for another autoencoder.</exception>
    public static PriorFolder Open(string path, ModelFolder model)
    {
        var manifestPath = Path.Combine(path, ManifestName);
        if (!File.Exists(manifestPath))
        {
            throw new InvalidDataException($"No priors in '{path}': {ManifestName} is missing.");
        }

        var bytes = File.ReadAllBytes(manifestPath);
        var manifest = Parse(manifestPath, bytes);
        if (manifest.Format != PriorManifest.CurrentFormat)
        {
            throw new InvalidDataException($"'{manifestPath}' has format {manifest.Format}; this software reads format {PriorManifest.CurrentFormat}.");
        }

        foreach (var (name, expected) in manifest.Files)
        {
            var file = Path.Combine(path, name);
            if (!File.Exists(file) || ModelFolder.HashFile(file) != expected)
            {
                throw new InvalidDataException($"'{file}' is missing or damaged.");
            }
        }

        foreach (var (name, expected) in manifest.Autoencoder)
        {
            if (ModelFolder.HashFile(Path.Combine(model.FolderPath, name)) != expected)
            {
                throw new InvalidDataException($"The priors in '{path}' were trained for another autoencoder than that of '{model.FolderPath}'.");
            }
        }

        return new PriorFolder(path, manifest, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Writes the manifest of a folder whose other files are in place.</summary>
    public static void WriteManifest(string path, PriorManifest manifest) =>
        File.WriteAllBytes(Path.Combine(path, ManifestName), JsonSerializer.SerializeToUtf8Bytes(manifest, PriorManifestJson.Default.PriorManifest));

    private static PriorManifest Parse(string path, byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, PriorManifestJson.Default.PriorManifest) ?? throw new JsonException("empty");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }
}
