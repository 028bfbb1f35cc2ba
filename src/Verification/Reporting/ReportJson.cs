using System.Text.Json;

namespace Slams.Verification.Reporting;

/// <summary>Reads and writes reports as JSON.</summary>
public static class ReportJson
{
    /// <summary>The report as JSON.</summary>
    public static string Write(EvaluationReport report) => JsonSerializer.Serialize(report, ReportJsonContext.Default.EvaluationReport) + "\n";

    /// <summary>Reads a report.</summary>
    /// <exception cref="InvalidDataException">It is not a report.</exception>
    public static EvaluationReport Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReportJsonContext.Default.EvaluationReport)
                ?? throw new InvalidDataException("The text is not a report.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The text is not a report: {exception.Message}", exception);
        }
    }
}
