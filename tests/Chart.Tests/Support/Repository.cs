namespace Slams.Chart.Tests.Support;

/// <summary>Where things are, seen from the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Chart => Path.Combine(Root, "helm", "slams");

    /// <summary>A file or folder of the repository.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>What npm has installed in a folder of <c>.tools</c>; skips the test where it is absent.</summary>
    public static string Tool(params string[] parts)
    {
        var path = At([".tools", .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"{string.Join('/', parts)} is not installed below .tools.");
        return path;
    }

    /// <summary>The program of a project, built in the configuration of these tests: what an image starts.</summary>
    public static string Program(string project, string name)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = At("src", project, "bin", built.Parent!.Name, built.Name, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built.", path);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Slams.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run within the repository.");
    }
}
