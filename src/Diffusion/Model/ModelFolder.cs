using System.Security.Cryptography;
using System.Text.Json;
using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Formats.Models;

namespace Slams.Diffusion.Model;

/// <summary>A model on disk, checked file by file against its manifest.</summary>
public sealed class ModelFolder
{
    /// <summary>Name of the manifest.</summary>
    public const string ManifestName = "model.json";

    /// <summary>Names of the networks.</summary>
    public const string Analysis = "analysis.onnx", Denoiser = "denoiser.onnx", Decoder = "decoder.onnx", Encoder = "encoder.onnx";

    /// <summary>The same networks with the adjoint that guidance needs; apart, because a session always computes all it holds; loaded in two parts.</summary>
    public const string DenoiserAdjoint = "denoiser-adjoint.onnx", DecoderAdjoint = "decoder-adjoint.onnx";

    private ModelFolder(string path, ModelManifest manifest, string hash, ModelClimatology climatology)
    {
        FolderPath = path;
        Manifest = manifest;
        Hash = hash;
        Climatology = climatology;
    }

    /// <summary>Where it is.</summary>
    public string FolderPath { get; }

    /// <summary>What it says of itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>SHA-256 of the manifest, which holds every other file's.</summary>
    public string Hash { get; }

    /// <summary>Grid, climatology, scaling and static fields.</summary>
    public ModelClimatology Climatology { get; }

    /// <summary>Opens and checks a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="pinned">SHA-256 that the manifest must have, hex; empty: any.</param>
    /// <exception cref="InvalidDataException">Something is missing, damaged, of a later format or not the model that is pinned; the message says what.</exception>
    public static ModelFolder Open(string path, string pinned = "")
    {
        var manifestPath = Path.Combine(path, ManifestName);
        if (!File.Exists(manifestPath))
        {
            throw new InvalidDataException($"No model in '{path}': {ManifestName} is missing.");
        }

        var bytes = File.ReadAllBytes(manifestPath);
        var hash = Hex(SHA256.HashData(bytes));
        if (pinned.Length > 0 && !hash.Equals(pinned, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException($"'{manifestPath}' has SHA-256 {hash}, but the settings pin the model to {pinned}.");
        }

        ModelManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(bytes, ModelManifestJson.Default.ModelManifest) ?? throw new JsonException("empty");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{manifestPath}' cannot be read: {exception.Message}", exception);
        }

        if (manifest.Format is < ModelManifest.OldestFormat or > ModelManifest.CurrentFormat)
        {
            throw new InvalidDataException(
                $"'{manifestPath}' has format {manifest.Format}; this software reads formats {ModelManifest.OldestFormat} to {ModelManifest.CurrentFormat}.");
        }

        RequireFactors(manifestPath, "inflation", manifest.Inflation, manifest.LatentChannels * manifest.WindowFrames);
        RequireFactors(manifestPath, "carriedSpreadWithoutLongwave", [manifest.CarriedSpreadWithoutLongwave ?? 1], 1);
        foreach (var (name, expected) in manifest.Files)
        {
            if (Path.GetFileName(name) != name)
            {
                throw new InvalidDataException($"'{manifestPath}' names '{name}', which is not a file of the folder.");
            }

            RequireIntact(Path.Combine(path, name), expected);
        }

        var climatology = ModelClimatologyFile.Read(Path.Combine(path, ModelClimatologyFile.FileName));
        var temperatures = StateChannels.Of(climatology.Grid).SurfaceTemperature + 1;
        RequireFactors(manifestPath, "temperatureInflation", manifest.TemperatureInflation, temperatures);
        RequirePattern(manifestPath, manifest.TemperatureSpread, temperatures * SpreadPattern.Bands);
        return new ModelFolder(path, manifest, hash, climatology);
    }

    /// <summary>Factors on the departures of decoded members from their mean at a time, <c>[temperature, latitude]</c>.</summary>
    public float[] SpreadFactorsAt(DateTimeOffset time) => SpreadPattern.FactorsAt(Climatology.Grid.Horizontal, time);

    /// <summary>All factors on the departures of decoded members: those of the levels and those by latitude and season.</summary>
    public SpreadPattern SpreadPattern
    {
        get
        {
            var inflation = Manifest.TemperatureInflation;
            var temperatures = StateChannels.Of(Climatology.Grid).SurfaceTemperature + 1;
            var levels = Core.Analyses.SpreadPattern.Of([.. Enumerable.Range(0, temperatures).Select(i => inflation[inflation.Length == 1 ? 0 : i])]);
            return Manifest.TemperatureSpread is { } pattern ? levels.Then(pattern) : levels;
        }
    }

    /// <summary>The path of a file whose content has been checked.</summary>
    /// <exception cref="InvalidDataException">The manifest does not list it, so that nobody knows what it should be.</exception>
    public string PathOf(string file)
    {
        if (!Manifest.Files.ContainsKey(file))
        {
            throw new InvalidDataException($"'{Path.Combine(FolderPath, ManifestName)}' has no hash of {file}.");
        }

        return Path.Combine(FolderPath, file);
    }

    /// <summary>Writes the manifest of a folder whose other files are in place.</summary>
    public static void WriteManifest(string path, ModelManifest manifest) =>
        File.WriteAllBytes(Path.Combine(path, ManifestName), JsonSerializer.SerializeToUtf8Bytes(manifest, ModelManifestJson.Default.ModelManifest));

    /// <summary>SHA-256 of a file, lower-case hex.</summary>
    public static string HashFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Hex(SHA256.HashData(stream));
    }

    private static void RequireFactors(string manifestPath, string name, float[] factors, int needed)
    {
        if (factors.Length != 1 && factors.Length != needed)
        {
            throw new InvalidDataException($"'{manifestPath}': {name} has {factors.Length} factors where 1 or {needed} are needed.");
        }

        if (!factors.All(factor => float.IsFinite(factor) && factor > 0))
        {
            throw new InvalidDataException($"'{manifestPath}': {name} has a factor that is not positive.");
        }
    }

    private static void RequirePattern(string manifestPath, SpreadPattern? pattern, int needed)
    {
        foreach (var part in pattern is null ? [] : new[] { pattern.Annual, pattern.Seasonal })
        {
            if (part.Length != needed || !part.All(float.IsFinite))
            {
                throw new InvalidDataException($"'{manifestPath}': temperatureSpread needs two lists of {needed} finite numbers.");
            }
        }
    }

    private static void RequireIntact(string path, string expected)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"The model lacks '{path}'.");
        }

        var actual = HashFile(path);
        if (actual != expected)
        {
            throw new InvalidDataException($"'{path}' is damaged: SHA-256 {actual}, expected {expected}.");
        }
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
