namespace Slams.Formats.Tests.Support;

/// <summary>Real sample files beside the repository; they are no part of it, so tests skip where they are absent.</summary>
internal static class SharedFiles
{
    public static string Path(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("SLAMS_SHARED") ?? System.IO.Path.Combine(RepositoryRoot(), "..", "shared");
        var path = System.IO.Path.Combine([root, .. parts]);
        Assert.SkipUnless(
            File.Exists(path) || Directory.Exists(path), $"Sample file {string.Join('/', parts)} is not beside the repository.");
        return path;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Slams.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run within the repository.");
    }
}
