namespace Slams.Cli.Plotting;

/// <summary>Names of the pictures of several files within one folder.</summary>
internal static class PictureNames
{
    /// <summary>
    /// The names of the files with <c>.png</c>. Where files of one name come from different folders, as of two runs, those folders are in the names of all, from
    /// the folder on that holds all files: no picture takes the place of another.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> files)
    {
        string[] full = [.. files.Select(Path.GetFullPath)];
        var names = full.Select(Path.GetFileName).ToList();
        if (full.Distinct(StringComparer.Ordinal).Count() > names.Distinct(StringComparer.Ordinal).Count())
        {
            var common = Path.GetDirectoryName(full[0])!;
            while (full.Any(file => Outside(Path.GetRelativePath(common, file))))
            {
                common = Path.GetDirectoryName(common)!;
            }

            names = [.. full.Select(file => Path.GetRelativePath(common, file))];
        }

        return [.. names.Select(name => Path.ChangeExtension(name, ".png")!)];
    }

    private static bool Outside(string relative) => relative.StartsWith("..", StringComparison.Ordinal)
        && (relative.Length == 2 || relative[2] == Path.DirectorySeparatorChar);
}
