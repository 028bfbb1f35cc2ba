using System.Globalization;
using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Files;

/// <summary>Names of the files in the output folder.</summary>
internal sealed class OutputFolder(IOptions<PublisherOptions> options)
{
    private const string AnalysisPrefix = "analysis_", FeedbackPrefix = "feedback_";

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(options.Value.OutputFolder);

    // The same name as AnalysisFile.FileName gives; here only the key is at hand.
    public static string AnalysisFileName(string cycleKey) => $"{AnalysisPrefix}{cycleKey}.nc";

    public string AnalysisPath(string cycleKey) => System.IO.Path.Combine(Path, AnalysisFileName(cycleKey));

    public string FeedbackPath(string cycleKey) => System.IO.Path.Combine(Path, $"{FeedbackPrefix}{cycleKey}.csv");

    /// <summary>Cycles that have a file, newest first.</summary>
    public IEnumerable<string> CycleKeys() => !Directory.Exists(Path) ? [] : Directory
        .EnumerateFiles(Path, $"{AnalysisPrefix}*.nc")
        .Select(path => System.IO.Path.GetFileNameWithoutExtension(path)[AnalysisPrefix.Length..])
        .Where(IsCycleKey)
        .OrderDescending(StringComparer.Ordinal);

    /// <summary>Whether a text is a cycle key; nothing else ever becomes part of a path.</summary>
    public static bool IsCycleKey(string text) => DateTime.TryParseExact(
        text, "yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
