namespace Slams.Cli.Plotting;

/// <summary>Names of the pictures of several files within one folder.</summary>
internal static class PictureNames
{
    /// <summary>
    /// The names of the files with <c>.png</c> for their extension. Where pictures of one name come from different folders, as of two runs, those folders are in
    /// the names of all, from the folder on that holds all files; where files of one folder differ by extension alone, the names keep it before <c>.png</c>:
    /// no picture takes the place of another.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> files)
    {
        string[] full = [.. files.Select(Path.GetFullPath)];
        var different = Different(full);
        string[] names = [.. full.Select(file => Picture(Path.GetFileName(file)))];
        if (Different(names) == different)
        {
            return names;
        }

        var common = Path.GetDirectoryName(full[0])!;
        while (full.Any(file => Outside(Path.GetRelativePath(common, file))))
        {
            common = Path.GetDirectoryName(common)!;
        }

        string[] below = [.. full.Select(file => Path.GetRelativePath(common, file))];
        names = [.. below.Select(Picture)];
        return Different(names) == different ? names : [.. below.Select(file => file + ".png")];
    }

    private static string Picture(string file) => Path.ChangeExtension(file, ".png");

    private static int Different(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).Count();

    private static bool Outside(string relative) => relative.StartsWith("..", StringComparison.Ordinal)
        && (relative.Length == 2 || relative[2] == Path.DirectorySeparatorChar);
}
