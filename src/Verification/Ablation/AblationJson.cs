using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slams.Verification.Ablation;

/// <summary>Reads and writes the report as JSON.</summary>
public static class AblationJson
{
    /// <summary>The report as JSON.</summary>
    public static string Write(AblationReport report) => JsonSerializer.Serialize(report, AblationJsonContext.Default.AblationReport) + "\n";

    /// <summary>Reads a report.</summary>
    /// <exception cref="InvalidDataException">It is not a report.</exception>
    public static AblationReport Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AblationJsonContext.Default.AblationReport)
                ?? throw new InvalidDataException("The text is not a report.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The text is not a report: {exception.Message}", exception);
        }
    }
}

/// <summary>Serialisation without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(AblationReport))]
internal sealed partial class AblationJsonContext : JsonSerializerContext;
