namespace Slams.EndToEnd.Tests.Support;

/// <summary>Where things are, seen from the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string DemoStations { get; } = Path.Combine(Root, "samples", "demo", "stations");

    public static string DemoFrames { get; } = Path.Combine(Root, "samples", "demo", "frames");

    public static string SaoStations { get; } = Path.Combine(Root, "samples", "sao-1995-03-18", "stations");

    /// <summary>The bundled model.</summary>
    public static string Model => Directory.EnumerateFiles(Path.Combine(Root, "models"), "model.json", SearchOption.AllDirectories)
        .Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal).First();

    /// <summary>The assembly of a project, built in the configuration of these tests.</summary>
    public static string Assembly(string project, string name)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(Root, "src", project, "bin", built.Parent!.Name, built.Name, name + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built.", path);
    }

    /// <summary>Real files beside the repository, which are no part of it; skips the test where they are absent.</summary>
    public static string Shared(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("SLAMS_SHARED") is { Length: > 0 } given ? given : Path.Combine(Root, "..", "shared");
        var path = Path.Combine([root, .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"{string.Join('/', parts)} is not beside the repository.");
        return path;
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
