namespace Slams.Benchmarks;

/// <summary>Where the bundled sample, the model and the built service are.</summary>
internal static class Samples
{
    public static string Root { get; } = FindRoot();

    public static string Stations { get; } = Path.Combine(Root, "samples", "demo", "stations");

    public static string Frames { get; } = Path.Combine(Root, "samples", "demo", "frames");

    /// <summary>The truth of the bundled sample.</summary>
    public static string Truth { get; } = Path.Combine(Root, "samples", "demo", "truth.nc.gz");

    public static string Sites { get; } = Path.Combine(Root, "samples", "sites", "synop_sites.csv.gz");

    /// <summary>The bundled part of the nature run.</summary>
    public static string Validation { get; } = Path.Combine(Root, "samples", "validation-1987", "validation_1987.nc");

    /// <summary>The bundled model.</summary>
    public static string Model => Directory.EnumerateFiles(Path.Combine(Root, "models"), "model.json", SearchOption.AllDirectories)
        .Select(Path.GetDirectoryName).Order(StringComparer.Ordinal).First()!;

    /// <summary>A real file beside the repository, of which it is no part; null where it is absent.</summary>
    public static string? Shared(params ReadOnlySpan<string> parts)
    {
        var root = Environment.GetEnvironmentVariable("SLAMS_SHARED") is { Length: > 0 } given ? given : Path.Combine(Root, "..", "shared");
        var path = Path.Combine([root, .. parts]);
        return File.Exists(path) ? path : null;
    }

    /// <summary>The assembly of the service, built in the configuration of this program.</summary>
    public static string Service => Built("Cli", "slams.dll");

    /// <summary>The assembly of a worker that is a process of its own, built likewise.</summary>
    public static string Worker(string project) => Built(project, $"Slams.{project}.dll");

    private static string Built(string project, string assembly)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Root, "src", project, "bin", built.Parent!.Name, built.Name, assembly);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Slams.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("This program does not run within the repository.");
    }
}
