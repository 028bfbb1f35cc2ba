namespace Slams.CrashMatrix;

/// <summary>Where the built programs and the bundled files are.</summary>
internal static class Built
{
    private static readonly DirectoryInfo Here = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public static string Root { get; } = FindRoot();

    public static string Model => Path.Combine(Root, "models", "slams-t30");

    public static string Hook => Path.Combine(Here.FullName, "Slams.CrashHook.dll");

    /// <summary>The assembly of a worker, built in the same configuration.</summary>
    public static string Assembly(string project)
    {
        var path = Path.Combine(Root, "src", project, "bin", Here.Parent!.Name, Here.Name, project == "Cli" ? "slams.dll" : $"Slams.{project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built.", path);
    }

    private static string FindRoot()
    {
        var folder = Here;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Slams.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("This does not run within the repository.");
    }
}
