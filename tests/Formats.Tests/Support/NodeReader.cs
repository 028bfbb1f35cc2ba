namespace Slams.Formats.Tests.Support;

/// <summary>Runs a script for Node.js with a reader of our files written by others, installed by npm below <c>.tools</c>.</summary>
internal static class NodeReader
{
    /// <summary>What the script prints; skips the test where the package is not installed.</summary>
    /// <param name="script">An ECMAScript module; its arguments are the path of <paramref name="library"/> and <paramref name="subject"/>.</param>
    /// <param name="library">The package's entry below <c>.tools</c>: its folder is the last part of its name.</param>
    /// <param name="subject">File or folder to read.</param>
    public static string Run(string script, string library, string subject)
    {
        var path = Ancestors().Select(folder => Path.Combine(folder.FullName, ".tools", library)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{library} is not installed.");
        return OutsideTool.Run("node", "--input-type=module", "--eval", script, path!, subject);
    }

    private static IEnumerable<DirectoryInfo> Ancestors()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder;
        }
    }
}
