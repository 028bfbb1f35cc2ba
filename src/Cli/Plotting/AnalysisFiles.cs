using Slams.Core.Analyses;
using Slams.Formats.Analyses;

namespace Slams.Cli.Plotting;

/// <summary>Finds and reads analysis files.</summary>
internal static class AnalysisFiles
{
    private const string Pattern = "analysis_*.nc";

    /// <summary>Files as they were given, in place of a folder the analyses in it and in all folders below, in the order of their cycles.</summary>
    /// <exception cref="IOException">There is no such file or folder, or a folder has no analyses.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) => [.. paths.SelectMany(Find)];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no analysis, or damaged.</exception>
    public static Analysis Read(string path)
    {
        try
        {
            return AnalysisFile.Read(path);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"'{path}' cannot be read as an analysis: {exception.Message}", exception);
        }
    }

    private static string[] Find(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new FileNotFoundException($"There is no file or folder '{path}'.");
        }

        // A layout of the publisher puts them in folders by date or run; their names have the cycle.
        string[] found = [.. Directory.GetFiles(path, Pattern, SearchOption.AllDirectories)
            .OrderBy(Path.GetFileName, StringComparer.Ordinal).ThenBy(file => file, StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new FileNotFoundException($"Folder '{path}' holds no {Pattern}.");
    }
}
