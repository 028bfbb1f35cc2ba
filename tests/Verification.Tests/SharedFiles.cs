namespace Slams.Verification.Tests;

/// <summary>Finds the folder of real sample files beside the repository, when there is one.</summary>
internal static class SharedFiles
{
    public static string Require(params string[] parts)
    {
        var path = Path.Combine([Root(), .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"'{path}' is not here.");
        return path;
    }

    public static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Slams.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run within the repository.");
    }

    private static string Root() =>
        Environment.GetEnvironmentVariable("SLAMS_SHARED") is { Length: > 0 } given
            ? given
            : Path.Combine(RepositoryFolder(), "..", "shared");
}
