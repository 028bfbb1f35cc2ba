using System.Text.Json;

namespace Slams.Verification.Simulation;

/// <summary>Reads and writes manifests as JSON.</summary>
public static class ManifestJson
{
    /// <summary>Writes a manifest.</summary>
    public static void Write(string path, SimulationManifest manifest)
    {
        using var file = File.Create(path);
        JsonSerializer.Serialize(file, manifest, ManifestJsonContext.Default.SimulationManifest);
        file.WriteByte((byte)'\n');
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InvalidDataException">It is not a manifest of this version.</exception>
    public static SimulationManifest Read(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            return JsonSerializer.Deserialize(file, ManifestJsonContext.Default.SimulationManifest) is { Version: 1 } manifest
                ? manifest
                : throw new InvalidDataException($"'{path}' is not a simulation manifest of version 1.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' is not a simulation manifest: {exception.Message}", exception);
        }
    }
}
